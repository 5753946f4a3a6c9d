from trainer import Trainer

one = Trainer()
one.train()
one.save()
