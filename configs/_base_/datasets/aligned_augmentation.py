# For aligned faces: moving or stretching them costs more than it gives. Settings of OneWarpAugment.
augmentation = dict(
    degrees=12, scale=(0.88, 1.12), flip_prob=0.5, brightness=0.4, contrast=0.4, saturation=0.4)
