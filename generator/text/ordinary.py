"""Words that name no field of research by themselves, and names that keep their capital within a sentence."""

from __future__ import annotations

# What every paper says of itself; no phrase that names a field has one of these in it.
PRAISE = (
    "outperform consistent improve improvement better best good great high higher low lower larger small smaller "
    "expensive substantial significant comparable competitive superior prohibitive practical future success successful "
    "general unified simple effective efficient efficiently effectiveness efficiency reduce increase provide enable "
    "allow require need make take important key main current previous prior standard traditional popular common "
    "various diverse wide broad rapid recent advance progress challenge challenging open available research study "
    "case analysis like way end two three first second real world time several many single multiple different similar "
    "certain number set given based end-to-end lead address improved performance accurate robust potential ability "
    "capable capability towards toward via survey review tutorial overview introduction perspective proceedings "
    "extended abstract workshop keynote invited"
)
# Words that stand beside any subject: never the name of a topic or of a group.
EMPTY = (
    "model modeling modelling development mechanism application evaluation investigation exploration type formulation "
    "operation implementation constraint class function framework benchmark parameter algorithm dataset data "
    "approximation paradigm understanding frontier gap quality system problem theory information process structure "
    "technique strategy methodology method feature experiment measure measurement validation verification comparison "
    "tool toolkit library platform software component solution bound complexity property variable value "
    "force point line point shape position layer weight error cost rate order dimension step part group form "
    "use user design requirement issue opportunity trend direction impact effect role example guarantee "
    "presence absence assumption evidence view input output resource extension exploring exploiting leveraging "
    "designing building making understand exploit predict investigate subject object quantity level pattern "
    "hypothesis scenario setting context concept principle mode unit element aspect factor condition task goal "
    "people human world computer machine device environment scene area field domain space state sequence series "
    "collection sample instance pair item source target size amount range kind degree behavior behaviour"
)
# The heads of many names: too wide for a topic, good enough for a group of topics.
WIDE = (
    "simulation simulator estimation optimization optimisation training scaling inference prediction selection "
    "learning network robot control representation architecture language image time policy action agent decision "
    "knowledge rule search distribution probability kernel matrix vector graph tree detection recognition "
    "classification regression identification tracking planning navigation localization construction "
    "reconstruction fusion integration adaptation interaction communication cooperation coordination "
    "collaboration motion sensor sensing actuation actuator hand arm joint corpus word sentence document text "
    "speech question answer dialogue semantics event entity relation label annotation transformer attention "
    "embedding loss gradient noise uncertainty risk robustness accuracy stability compression transfer testing "
    "test extraction minimization maximization factorization programming safety security privacy attack finger "
    "camera video convergence interpretation memory generation mapping token sampling surgery manipulation "
    "manipulator imaging vision translation parsing locomotion"
)
# Adjectives formed from names, which titles in capitals do not tell from other words.
EPONYMS = frozenset(
    "abelian african american arabic arrhenius asian australian bayes bayesian bernoulli boltzmann boolean bregman "
    "brownian carlo cartesian cauchy chinese cosserat coulomb dirichlet doppler dutch english euclidean euler european "
    "fisher fourier french frobenius galerkin gaussian german gibbs hamiltonian hebbian hermitian hessian hilbert "
    "hopfield indian italian jacobian japanese kalman korean kronecker lagrange lagrangian langevin laplace laplacian "
    "latin lipschitz lorentz lyapunov mahalanobis maxwell markov markovian monte nash newton newtonian pareto petri "
    "poisson raman riemann riemannian russian schrödinger shannon spanish stein sobolev taylor turing "
    "turkish voronoi wasserstein wiener wikipedia".split()
)
# Endings of words that describe: a phrase that ends with one waits for its noun. Nouns that end alike are in ALIKE.
DESCRIBING = ("ic", "al", "ive", "ous", "ed", "able", "ible", "ful", "less", "ly", "wise", "aware", "free", "driven")
ALIKE = frozenset(
    "logic arithmetic traffic music topic heuristic metric magic fabric plastic ceramic clinic mechanic epidemic "
    "statistic genetic retrieval removal approval signal proposal trial material potential goal manual animal hospital "
    "interval survival arrival portal terminal journal metal crystal manifold capital rehearsal referral dispersal "
    "withdrawal mineral chemical perspective objective drive archive additive narrative incentive derivative speed "
    "seed feed bed embed cable table variable vegetable table fluid renewal disposal festival canal coral "
    "dismissal appraisal portrayal arousal dismantled credential differential tutorial integral spiral funeral".split()
)
