"""A small annotation file of each database that can be read."""
from mlcr_mm.datasets import BP4D, DISFA, AUDataset, CelebA, EmotioNet, UNBCMcMaster
from mlcr_mm.labels import CELEBA_ATTRIBUTES

FRAMES = range(7, 12)
NAMES = [f'{frame:04d}.jpg' for frame in FRAMES]

#: Class, annotation file, its lines, arguments, folder of the images, names of the images.
CASES = dict(
    own=(AUDataset, 'labels.csv', ['image,AU1,AU12'] + [f'{name},1,0' for name in NAMES],
         dict(ann_file='labels.csv', data_prefix='images'), 'images', NAMES),
    emotionet=(EmotioNet, 'labels.csv',
               ["URL,URL orig,'AU 1','AU 12'"] + [f"'h/N/{name}','o',1,999" for name in NAMES],
               dict(ann_file='labels.csv', classes=['AU1', 'AU12']), 'images', NAMES),
    emotionet_automatic=(EmotioNet, 'dataFile_1.txt',
                         ['\t'.join([f'h/N/{name}', 'o'] + ['0'] * 60) for name in NAMES],
                         dict(ann_file='dataFile_1.txt'), 'images', NAMES),
    bp4d=(BP4D, 'AUCoding/AU_OCC/F001_T1.csv', ['0,1,12'] + [f'{frame},1,9' for frame in FRAMES],
          dict(classes=['AU1', 'AU12']), 'BP4D-training/F001/T1', NAMES),
    disfa=(DISFA, 'ActionUnit_Labels/SN001/SN001_au1.txt', [f'{frame},2' for frame in FRAMES],
           dict(classes=['AU1'], frame_offset=0), 'images/SN001', NAMES),
    unbc=(UNBCMcMaster, 'Frame_Labels/FACS/042-ll042/ll/0007_facs.txt',
          ['   6.0e+00   3.0e+00   1.0e+00   0.0e+00', '   43.0e+00   1.0e+00   1.0e+00   0.0e+00'],
          {}, 'Images/042-ll042/ll', NAMES),
    celeba=(CelebA, 'Anno/list_attr_celeba.txt',
            ['5', ' '.join(CELEBA_ATTRIBUTES)] + [name + ' -1' * 39 + '  1' for name in NAMES],
            {}, 'Img/img_align_celeba', NAMES),
)
