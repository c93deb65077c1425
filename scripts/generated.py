"""Invented articles by the thousand, with copies planted: what scripts/scale and scripts/spark-scale measure on."""

import random

FIRST = "Odile Paul Maud Vadim Ilse Tom Ada Jean Nora Yann Lise Marc Ines Karl Rosa Emil Jade Hugo Lena Noé".split()
ROOTS = "Var Jos Tal Ard Bran Mar Lun Ker Mor Pel Sen Dor Gal Bel Tre Fal Rou Cas Lor Ven".split()
ENDS = "ron sel lec chine dt sh d vel van oux mer rac let nier son quet bert lin gal tier".split()
PLACES = "Ostrelle Kervel Brume Sarnel Ardan Tresmont Valcourt Pontgris Meraux Lisvenne".split()
THINGS = [("la digue", "tiendra"), ("le pont", "rouvrira"), ("l'usine", "fermera"), ("le barrage", "sera vidé"), ("la ligne", "sera coupée"),
          ("le marché", "sera déplacé"), ("l'hôpital", "perdra des lits"), ("le port", "sera dragué"), ("la forêt", "sera vendue"), ("le musée", "sera rénové")]
WORDS = "mardi printemps budget crue hiver quai rapport chantier enquête syndicat réserve vanne remblai passerelle subvention audit digue berge écluse tunnel".split()
OUTLETS = [f"{kind} {place}" for kind in ("Gazette de", "Courrier de", "Écho de", "Phare de") for place in PLACES]
DOES = ["tiendra", "rouvrira", "fermera", "sera vidé", "sera coupé", "sera déplacé", "perdra", "sera vendu", "sera rénové", "attendra", "changera", "coûtera",
        "manque à", "gêne", "remplace", "inquiète", "précède", "retarde", "vaut", "dépasse"]
FRAMES = ["{who} a affirmé que {what}.", "« {What} », a déclaré {who}.", "Selon {who}, {what}.", "{who} a expliqué que {what}.", "D'après {who}, {what}.",
          "« {What} », explique {who}.", "{who} a annoncé que {what}.", "{who} assure que {what}.", "{What}, a indiqué {who}.", "{who} a rappelé que {what}."]

def name(rng): return f"{rng.choice(FIRST)} {rng.choice(ROOTS)}{rng.choice(ENDS)}"
def invented(rng): return rng.choice(ROOTS).lower() + rng.choice(ENDS) + rng.choice(ROOTS).lower()

def told(statement):
    what = statement["core"] + statement["rest"]
    return statement["frame"].format(who=statement["who"], what=what, What=what[0].upper() + what[1:])

def changed(statement, how):
    """A statement as a copy has it: word for word (0), cut short (1) or with another number (2)."""
    copy = dict(statement)
    if how == 1: copy["rest"] = ""
    if how == 2: copy["rest"] = copy["rest"].replace(str(copy["number"]), str(copy["number"] + 11))
    return copy

class Alike:
    """Statements recombined from ten things in ten places."""
    def statements(self, rng, per): return [self.statement(rng) for _ in range(per)]
    def queries(self, rng): return [rng.choice(WORDS + PLACES) for _ in range(30)] + [f"{rng.choice(PLACES)} {rng.choice(WORDS)}" for _ in range(30)]
    def statement(self, rng):
        (what, does), number, frame = rng.choice(THINGS), rng.randint(2, 9999), rng.randrange(3)
        with_ = f"le {rng.choice(WORDS)} {invented(rng)}", f"la réserve {invented(rng)}"
        rest = [f", pour {number} millions d'euros, malgré {with_[0]} et {with_[1]}", f" et coûtera {number} millions d'euros, avec {with_[0]} et {with_[1]}",
                f" ; {number} millions d'euros iront à {with_[0]} et à {with_[1]}"][frame]
        return dict(frame=FRAMES[frame], who=name(rng), core=f"{what} de {rng.choice(PLACES)} {does} avant {rng.randint(2032, 2090)}", rest=rest, number=number)

class News:
    """Statements of affairs, of which the last ones are still told."""
    OPEN, NEW, AGAIN = 300, 0.6, 0.3
    def __init__(self):
        rng, syllables = random.Random(1), [part.lower() for part in ROOTS + ENDS if len(part) > 2]
        self.words = list(dict.fromkeys("".join(rng.choice(syllables) for _ in range(rng.choice((2, 3, 3, 4)))) for _ in range(60_000)))
        self.open = []
    def word(self, rng):
        """A word by Zipf's law: the commonest stands in every sixteenth place, the hundredth is seventy times as rare."""
        return f"{rng.choice(('le', 'la'))} {self.words[int(len(self.words) ** rng.random()) - 1]}"
    def queries(self, rng):
        words = [self.word(rng).split()[1] for _ in range(60)]
        return words[:30] + [f"{word} {rng.choice(WORDS)}s" for word in words[30:]]
    def affair(self, rng):
        return dict(place=self.words[rng.randrange(len(self.words))].capitalize(), people=[name(rng) for _ in range(4)], words=[self.word(rng) for _ in range(6)], said=[])
    def statements(self, rng, per):
        if len(self.open) < 2 or rng.random() < self.NEW: self.open = self.open[-self.OPEN:] + [self.affair(rng)]
        affair = self.open[-1] if not self.open[-1]["said"] else rng.choice(self.open)
        again = [dict(said, frame=rng.choice(FRAMES)) for said in rng.sample(affair["said"], min(len(affair["said"]), round(per * self.AGAIN)))]
        new = [self.statement(rng, affair) for _ in range(per - len(again))]
        affair["said"] = affair["said"] or new[: per * 4 // 5]
        return new + again
    def statement(self, rng, affair):
        number, own = rng.randint(2, 9999), rng.choice(affair["words"])
        core = f"{own} de {affair['place']} {rng.choice(DOES)} {self.word(rng)}"
        return dict(frame=rng.choice(FRAMES), who=rng.choice(affair["people"]), core=core, number=number,
                    rest=f" avec {self.word(rng)} et {self.word(rng)}, pour {number} {rng.choice(WORDS)}s")

def articles(count, per, kind, seed=7):
    """Yields articles with `per` statements each, and for a planted copy the id of where it comes from."""
    rng, kept = random.Random(seed), []
    for n in range(count):
        said, source = kind.statements(rng, per), None
        if n % 50 == 49 and kept:
            source, original = rng.choice(kept)
            said[0] = changed(original, n // 50 % 3)
        elif n % 10 == 0:
            kept.append((f"s{n}", said[0]))
            if len(kept) > 5000: kept.pop(rng.randrange(len(kept)))
        outlet = OUTLETS[n % len(OUTLETS)]
        day = 1 + n % 28
        yield dict(doc=f"s{n}", outlet=outlet, url=f"https://{outlet.split()[-1].lower()}-{n % 4}.example/{n}",
                   published=f"20{15 + n // 400000:02}-{1 + n // 28 % 12:02}-{day:02}T08:00:00Z", title=f"Nouvelles {n}", text=" ".join(map(told, said))), source
