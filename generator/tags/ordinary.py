"""Words that look like names and are none: short forms of the whole field, and plain words that follow names."""

from __future__ import annotations

import re

# Short forms that any paper may use without naming anything.
GENERIC = frozenset(
    "AI ML DL NLP NLU NLG CV RL LM LMs LLM LLMs VLM VLMs LVLM MLLM MLLMs SLM SLMs PLM PLMs FM FMs GenAI AGI CNN "
    "CNNs ConvNet DNN DNNs ANN ANNs NN NNs RNN RNNs GNN GNNs SNN SNNs MLP MLPs FFN FFNs SSM SSMs MoE MoEs KV QKV "
    "GPU GPUs CPU CPUs TPU TPUs NPU NPUs FPGA ASIC SoC IoT RAM DRAM SRAM HBM I/O IO API APIs SDK UI GUI OS PC HPC "
    "EDA RTL IR CI QA VQA MT ASR TTS OCR NER IE KG KGs RAG CoT ICL SFT RLHF RLVR PEFT PTQ QAT KD NAS HPO AutoML "
    "SOTA SoTA FLOP FLOPs FLOPS MAC MACs OOD IID i.i.d ID UQ MLE MAP ERM SGD GD EM PCA SVD MCMC MDP MDPs POMDP "
    "POMDPs ODE ODEs PDE PDEs SDE SDEs FL DP GAN GANs VAE VAEs DDPM NeRF SLAM BEV LiDAR RGB RGB-D 2D 3D 4D 1D 2-D "
    "3-D HD 4K 8K AR VR XR EEG ECG MRI CT PET CTR CVR ROC AUC AUROC mAP mIoU BLEU ROUGE WER PSNR SSIM FID FPS MSE "
    "MAE RMSE KL ELBO PAC VC NP QP LP MIP MILP ILP SAT SMT TSP VRP NMT PTM PTMs FFT SIMD US USA UK EU UN COVID-19 "
    "Transformer Transformers Markov Bayesian Gaussian Monte Carlo Wasserstein Fourier Lipschitz Euclidean "
    "Riemannian Hessian Jacobian Lagrangian Hamiltonian Python C C++ Java JavaScript Rust Linux Windows Android "
    "English Chinese French German Japanese Korean Arabic Hindi Wikipedia Google Microsoft Meta OpenAI Amazon "
    "Facebook NVIDIA Nvidia Apple IBM Intel AMD Huawei Internet Web URL HTML JSON XML SQL IDs GitHub Github "
    "HuggingFace NeurIPS ICML ICLR CVPR ACL EMNLP KDD Pareto Bellman Nash Shapley Kronecker Newton Langevin "
    "Taylor Hilbert Sobolev Banach Boltzmann Poisson Bernoulli Dirichlet Cauchy Laplace Table Figure Section "
    "GPGPU GPGPUs SONAR RADAR LIDAR Lidar UAV UAVs UGV AUV ROV MAV DOF DoF DOFs DoFs 6-DOF 7-DOF 6-DoF 7-DoF "
    "2-DOF 3-DOF "
    "DC AC PID PD LQR MPC SEA HRI IMU GPS SMA CPG ZMP COM CoM CNC CCD CMOS MEMS LED LEDs USB FEM CAD EMG BCI HMD "
    "ROS SDN DNN-based IID DRL MARL VLA VLAs UAM EV EVs AV AVs ADAS HIL MILP ILP GPR NLOS SNR MIMO OFDM "
    "Theorem Lemma Algorithm Appendix Eq Fig Part".split()
)

# What a presented name may be followed by: "the X framework".
HEADS = frozenset(
    "accelerator agent agents algorithm algorithms approach approaches architecture architectures attack baseline "
    "benchmark benchmarks block blocks cache challenge code codebase compiler component controller corpora corpus "
    "criterion dataset datasets decoding decoder design distillation dataflow encoder engine environment "
    "environments estimator evaluation extension family format formulation framework frameworks function head "
    "hypothesis index kernel kernels layer layers leaderboard learning library loss losses mechanism mechanisms "
    "method methodology methods metric metrics mode model models module modules network networks objective "
    "operator optimizer paradigm parser pipeline plugin policy principle problem procedure processor protocol "
    "pruning quantization quantizer recipe regularization regularizer repository representation rule sampler "
    "sampling scheduler schedule scheme score search series simulator software solution solver stack strategy "
    "strategies structure suite system systems task technique techniques test testbed theory tokenizer tool "
    "toolbox toolkit training transform transformer tuning unit variant variants workflow".split()
)

# What may stand before the colon of a title, or begin a sentence, and names nothing.
NO_NAMES = frozenset(
    "position survey review perspective report tutorial overview introduction analysis commentary editorial "
    "abstract background conclusion results methods objective objectives purpose motivation summary extended we "
    "our this these those here there it in on at to for from with by as and or but not however moreover "
    "furthermore additionally specifically finally first second third then thus hence therefore while when where "
    "although since because if each both all most many some several recent existing current prior previous".split()
)


def is_generic(name: str) -> bool:
    """Whether a name is only a word or short form of the field, or made of nothing but such."""
    if name in GENERIC:
        return True
    return all(word.removesuffix("s") in GENERIC or word in GENERIC for word in re.split(r"[\s‐‑–/-]+", name) if word)


_ADJECTIVE = re.compile(
    r"[‐‑–-](?:[a-z]*(?:ed|en|ing|aware|free|wise|like)|agnostic|parameter|level|specific|style|only|scale|based)(?:\s|$)"
)


def is_adjective(name: str) -> bool:
    """Whether a name is one only as part of an adjective: "LLM-based", "7-billion-parameter"."""
    return _ADJECTIVE.search(name) is not None
