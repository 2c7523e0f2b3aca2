"""What kind of thing a phrase names, as its last word tells: an alloy is a material, a spectrometer an instrument.

The words are those of everyday English and of many sciences, none of them a name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

# The last word of a phrase of several words, by the kind that it tells.
_HEADS: Mapping[str, str] = {
    "dataset":
        "dataset corpus corpora benchmark database cohort record registry treebank",
    "hardware":
        "robot humanoid quadruped actuator gripper hand exoskeleton exosuit manipulator arm "
        "muscle sensor motor skin pump valve processor chip microcontroller drone quadrotor glove "
        "implant catheter electrode antenna battery headset wearable prosthesis crawler rover tendon "
        "spring transducer encoder camera endoscope stent",
    "instrument":
        "microscope spectrometer telescope scanner microscopy spectroscopy tomography radiography "
        "ultrasound mammography endoscopy colonoscopy ultrasonography angiography imaging x-ray "
        "radiograph electrocardiogram electroencephalogram electromyography questionnaire "
        "photoplethysmography interferometer thermometer gyroscope accelerometer",
    "material":
        "elastomer silicone rubber alloy polymer hydrogel gel composite foam fabric textile resin "
        "ceramic fluid metal steel graphene nanotube nanoparticle membrane glass oxide fiber fibre "
        "film wax plastic laminate powder wire ink",
    "organism":
        "mouse mice rat yeast octopus fish worm bacterium bacteria virus insect bird snake "
        "caterpillar plant inchworm earthworm jellyfish zebrafish primate monkey",
    "software":
        "simulator toolbox toolkit software ontology thesaurus compiler middleware terminology",
    "method":
        "learning network regression forest filter transform printing casting molding moulding "
        "lithography autoencoder transformer clustering sampling decomposition augmentation "
        "distillation simulation controller control kinematics embedding modulation allocation "
        "programming descent search classifier origami kirigami logic machine averaging jamming "
        "vibration teleoperation ensemble encoding coding crossover supervision",
    "task":
        "detection segmentation classification recognition manipulation grasping locomotion tracking "
        "registration diagnosis screening prognosis navigation rehabilitation surgery inspection "
        "biopsy answering summarization triage deidentification linking",
    "area":
        "cancer disease syndrome disorder diabetes tumor tumour carcinoma stroke pneumonia fibrosis "
        "lesion infarction therapy radiotherapy chemotherapy failure infection retinopathy injury "
        "melanoma leukemia glioma glaucoma epilepsy dementia nodule metastasis sepsis fracture "
        "stenosis aneurysm",
}
# Words that name something by themselves.
_ALONE: Mapping[str, str] = {
    "instrument":
        "mammography radiography ultrasonography angiography colonoscopy electromyography endoscopy "
        "photoplethysmography microscopy",
    "hardware":
        "exoskeleton exosuit endoscope microcontroller catheter quadrotor",
    "material":
        "elastomer silicone hydrogel graphene polydimethylsiloxane polyurethane gelatin paraffin "
        "rubber cellulose",
    "organism":
        "octopus yeast earthworm inchworm caterpillar jellyfish zebrafish drosophila",
    "method":
        "origami kirigami teleoperation lithography electroadhesion",
    "area":
        "diabetes pneumonia glaucoma epilepsy dementia melanoma leukemia glioma sepsis schizophrenia "
        "tuberculosis asthma fibrosis hypertension obesity autism",
}
# Last words that name a method beside one of these only: no "social network", no "movement control".
_BESIDE: Mapping[str, frozenset[str]] = {
    "network": frozenset(
        "neural adversarial bayesian belief convolutional recurrent residual memory attention".split()),
    "control": frozenset(
        "loop feedback feedforward impedance admittance predictive adaptive sliding mode optimal robust shared "
        "learning fuzzy hierarchical supervisory visual compliance".split()),
}
# A phrase that begins with one of these says how something is, or whose, and names nothing of its own.
VAGUE = frozenset(
    "controlling designing developing modeling simulating automatic automated automatically accurate "
    "traditional conventional proposed novel new additional overall complex individual whole entire full "
    "long short early late total average final initial original related specific typical respective "
    "corresponding underlying public publicly private local global internal external raw optimal fast "
    "slow real synthetic large-scale large big state benchmark experimental simulated physical actual "
    "existing modern human patient robotic robot system data model clinical medical severe common rare "
    "following resulting desired main major minor sensitive reliable precise intelligent smart prototype "
    "autonomous industrial dynamic wide natural artificial non multi based used using designed called "
    "developed integrated flexible rigid commercial custom low-cost lightweight feature object image "
    "adult pediatric training test testing validation learning learned trained active different multiple "
    "single dual left right upper front bottom top interactive practical computer people person user "
    "target life world".split()
)


def kind_of_head(words: Collection[str], declared: Collection[str]) -> str:
    """The kind that the last of a phrase's words tells, in lower case; nothing where it tells none."""
    *before, last = words
    table = _HEAD_KINDS if before else _ALONE_KINDS
    for form in (last, last.removesuffix("s"), last.removesuffix("es"), last.removesuffix("ies") + "y"):
        if form in table and (form not in _BESIDE or _BESIDE[form] & set(before)):
            return table[form] if table[form] in declared else "other" if "other" in declared else ""
    return ""


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    return {word: kind for kind, words in table.items() for word in words.split()}


_HEAD_KINDS, _ALONE_KINDS = _by_word(_HEADS), _by_word(_ALONE)
