#!/usr/bin/env python
# -*- coding: latin-1 -*-
s = 'grüß'
value = 3
