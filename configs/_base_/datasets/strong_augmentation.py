# What a strong augmentation of an aligned face has beside a weak one: every action unit stays in
# the image, and only few lie under the erased part.
distortion = [
    dict(type='Rotate', magnitude_range=(0, 15), magnitude_std='inf', prob=1.,
         interpolation='bilinear'),
    dict(type='ColorJitter', brightness=0.4, contrast=0.4, saturation=0.4),
    dict(type='RandomErasing', erase_prob=0.5, max_area_ratio=0.1, mode='rand'),
]
