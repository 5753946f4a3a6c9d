import cv2  # expect: MLF603
import yaml  # expect: MLF603

print(cv2, yaml)
