# -*- coding: utf-8 -*-
name = 'ä€😀'  # wide
x=1