# For aligned faces: moving or stretching them costs more than it gives. Settings of OneWarpAugment.
augmentation = dict(
    degrees=12, scale=(0.88, 1.12), flip_prob=0.5, brightness=0.4, contrast=0.4, saturation=0.4)
# What a strong augmentation of an aligned face has beside a weak one: every action unit stays in
# the image, and only few lie under the erased part.
distortion = dict(
    degrees=15,
    brightness=0.4,
    contrast=0.4,
    saturation=0.4,
    erase_prob=0.5,
    erase_area=(0.02, 0.1),
    erase_noise=True)
