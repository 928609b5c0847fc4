"""The words of the invented school: what it teaches, in which languages, and who is there."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject: its part of a slug, its category, and its name by language; English is always there."""

    slug: str
    category: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """How a language names courses and lessons; `{}` is the topic, or its part."""

    titles: tuple[str, ...]
    summaries: tuple[str, ...]
    sections: tuple[str, ...]
    lessons: tuple[str, ...]
    parts: tuple[str, ...]
    sentences: tuple[str, ...]


CATEGORIES: Final = {
    "programming": "Programming",
    "data": "Data and statistics",
    "mathematics": "Mathematics",
    "languages": "Languages",
    "business": "Business",
    "design": "Design",
    "natural-sciences": "Natural sciences",
    "health": "Health",
    "history": "History and society",
    "music": "Music",
    "teaching": "Teaching",
    "crafts": "Crafts and cooking",
}

_TOPICS: Final = """
python programming Python|de:Python|fr:Python|es:Python|ar:بايثون
statistics data Statistics|de:Statistik|fr:Statistique|es:Estadística|ar:الإحصاء
web-pages programming Web Pages|de:Webseiten|fr:Pages web|es:Páginas web
spreadsheets business Spreadsheets|de:Tabellenkalkulation|fr:Tableurs|es:Hojas de cálculo
english languages English|de:Englisch|fr:Anglais|es:Inglés|ar:الإنجليزية
machine-learning data Machine Learning|de:Maschinelles Lernen|fr:Apprentissage automatique|es:Aprendizaje automático
databases data Databases|de:Datenbanken|fr:Bases de données|es:Bases de datos|ar:قواعد البيانات
project-management business Project Management|de:Projektmanagement|fr:Gestion de projet|es:Gestión de proyectos
photography design Photography|de:Fotografie|fr:Photographie|es:Fotografía|ar:التصوير
calculus mathematics Calculus|de:Analysis|fr:Analyse|es:Cálculo
first-aid health First Aid|de:Erste Hilfe|fr:Premiers secours|es:Primeros auxilios|ar:الإسعافات الأولية
java programming Java|de:Java|fr:Java|es:Java
spanish languages Spanish|de:Spanisch|fr:Espagnol
accounting business Accounting|de:Buchhaltung|fr:Comptabilité|es:Contabilidad|ar:المحاسبة
guitar music Guitar|de:Gitarre|fr:Guitare|es:Guitarra
algebra mathematics Linear Algebra|de:Lineare Algebra|fr:Algèbre linéaire|es:Álgebra lineal
typography design Typography|de:Typografie|fr:Typographie|es:Tipografía
biology natural-sciences Cell Biology|de:Zellbiologie|fr:Biologie cellulaire|es:Biología celular
marketing business Marketing|de:Marketing|fr:Marketing|es:Mercadotecnia
networks programming Computer Networks|de:Rechnernetze|fr:Réseaux informatiques|es:Redes de computadoras
nutrition health Nutrition|de:Ernährung|fr:Nutrition|es:Nutrición|ar:التغذية
german languages German|fr:Allemand|es:Alemán
security programming Information Security|de:Informationssicherheit|fr:Sécurité informatique|es:Seguridad informática
physics natural-sciences Mechanics|de:Mechanik|fr:Mécanique|es:Mecánica
writing languages Clear Writing|de:Klares Schreiben|fr:Écriture claire|es:Escritura clara
bread crafts Baking Bread|de:Brotbacken|fr:Faire son pain|es:Panadería
roman-history history Roman History|de:Römische Geschichte|fr:Histoire romaine|es:Historia de Roma
probability mathematics Probability|de:Wahrscheinlichkeit|fr:Probabilités|es:Probabilidad
drawing design Drawing|de:Zeichnen|fr:Dessin|es:Dibujo|ar:الرسم
chemistry natural-sciences Organic Chemistry|de:Organische Chemie|fr:Chimie organique|es:Química orgánica
harmony music Harmony|de:Harmonielehre|fr:Harmonie|es:Armonía
classrooms teaching Lively Classrooms|de:Lebendiger Unterricht|fr:Classes vivantes|es:Aulas vivas
rust programming Rust|de:Rust|fr:Rust|es:Rust
sewing crafts Sewing|de:Nähen|fr:Couture|es:Costura
economics history Economics|de:Volkswirtschaft|fr:Économie|es:Economía|ar:الاقتصاد
assessment teaching Fair Assessment|de:Faire Bewertung|fr:Évaluation juste|es:Evaluación justa
astronomy natural-sciences Astronomy|de:Astronomie|fr:Astronomie|es:Astronomía|ar:علم الفلك
gardening crafts Gardening|de:Gärtnern|fr:Jardinage|es:Jardinería
sleep health Healthy Sleep|de:Gesunder Schlaf|fr:Bien dormir|es:Dormir bien
philosophy history Philosophy|de:Philosophie|fr:Philosophie|es:Filosofía
"""

_EN: Final = Phrases(
    titles=(
        "Introduction to {}",
        "{} in Practice",
        "{} for Beginners",
        "Advanced {}",
        "{}: the Essentials",
        "A Second Course in {}",
        "{} from Scratch",
        "{} at Work",
        "The {} Workshop",
        "Thinking in {}",
    ),
    summaries=(
        "Learn {} step by step, with exercises after every lesson.",
        "What everybody who works with {} should know.",
        "Short lessons on {} for people who have little time.",
        "From the first question to a project of your own in {}.",
    ),
    sections=("Getting started", "Foundations", "Going further", "Practice", "Projects", "Looking back"),
    lessons=("Why {} matter", "A first look at {}", "{} step by step", "Common mistakes with {}", "Exercises on {}"),
    parts=("ideas", "tools", "examples", "measures", "patterns", "methods", "rules", "questions", "models", "limits"),
    sentences=(
        "Read the example first and try to say in your own words what it does.",
        "The second step depends on the first, so do not skip it.",
        "Most mistakes come from a question that was never asked.",
        "Write down what you expect before you look at the result.",
        "A small example that works is worth more than a large one that nearly does.",
        "Compare your solution with the one below; both may be right.",
        "If something surprises you, stay with it until it does not.",
        "The names differ from book to book, but the idea is the same.",
    ),
)
_DE: Final = Phrases(
    titles=("Einführung: {}", "{} in der Praxis", "{} für Einsteiger", "{} für Fortgeschrittene", "{} im Beruf"),
    summaries=("{} Schritt für Schritt, mit Übungen nach jeder Lektion.", "Kurze Lektionen: {} für wenig Zeit."),
    sections=("Erste Schritte", "Grundlagen", "Vertiefung", "Übungen", "Rückblick"),
    lessons=("Warum {}?", "{}: ein erster Blick", "{} Schritt für Schritt", "Häufige Fehler: {}", "Übungen: {}"),
    parts=("Begriffe", "Werkzeuge", "Beispiele", "Größen", "Muster", "Regeln", "Fragen", "Modelle"),
    sentences=(
        "Lies zuerst das Beispiel und sage in eigenen Worten, was es tut.",
        "Schreibe auf, was du erwartest, bevor du nachsiehst.",
        "Ein kleines Beispiel, das läuft, ist mehr wert als ein großes, das fast läuft.",
        "Wenn dich etwas überrascht, bleib dabei.",
    ),
)
_FR: Final = Phrases(
    titles=("Découvrir : {}", "{} en pratique", "{} pour débuter", "{} : aller plus loin", "Atelier : {}"),
    summaries=("{} pas à pas, avec des exercices après chaque leçon.", "Des leçons brèves : {} en peu de temps."),
    sections=("Premiers pas", "Les bases", "Aller plus loin", "Exercices", "Bilan"),
    lessons=("Pourquoi {} ?", "Un premier regard : {}", "{} pas à pas", "Erreurs fréquentes : {}", "Exercices : {}"),
    parts=("idées", "outils", "exemples", "mesures", "modèles", "règles", "questions", "méthodes"),
    sentences=(
        "Commencez par lire un exemple et expliquez avec vos mots le rôle de chaque ligne.",
        "Notez ce que vous attendez avant de regarder le résultat.",
        "La deuxième étape dépend de la première.",
        "Si quelque chose vous étonne, arrêtez-vous un moment.",
    ),
)
_ES: Final = Phrases(
    titles=("Introducción: {}", "{} en la práctica", "{} para principiantes", "{} avanzado", "Taller: {}"),
    summaries=("{} paso a paso, con ejercicios en cada lección.", "Lecciones breves: {} con poco tiempo."),
    sections=("Primeros pasos", "Fundamentos", "Más allá", "Práctica", "Repaso"),
    lessons=("¿Por qué {}?", "Una primera mirada: {}", "{} paso a paso", "Errores comunes: {}", "Ejercicios: {}"),
    parts=("ideas", "herramientas", "ejemplos", "medidas", "patrones", "reglas", "preguntas", "métodos"),
    sentences=(
        "Lee primero el ejemplo y di con tus palabras qué hace.",
        "Anota lo que esperas antes de mirar el resultado.",
        "El segundo paso depende del primero.",
        "Si algo te sorprende, quédate un momento ahí.",
    ),
)
_AR: Final = Phrases(
    titles=("مقدمة في {}", "{} للمبتدئين", "{} عمليًا"),
    summaries=("تعلّم {} خطوة بخطوة مع تمارين بعد كل درس.",),
    sections=("البداية", "الأساسيات", "التطبيق", "المراجعة"),
    lessons=("لماذا {}؟", "نظرة أولى: {}", "{} خطوة بخطوة", "تمارين: {}"),
    parts=("الأفكار", "الأدوات", "الأمثلة", "القواعد", "الأسئلة"),
    sentences=(
        "اقرأ المثال أولًا ثم اشرحه بكلماتك.",
        "اكتب ما تتوقعه قبل أن تنظر إلى النتيجة.",
        "الخطوة الثانية تعتمد على الأولى.",
    ),
)

LANGUAGES: Final = {"en": _EN, "es": _ES, "de": _DE, "fr": _FR, "ar": _AR}
LANGUAGE_SHARES: Final = {"en": 62, "es": 14, "de": 10, "fr": 9, "ar": 5}
LEVEL_SHARES: Final = {"beginner": 55, "intermediate": 32, "advanced": 13}
STATUS_SHARES: Final = {"published": 90, "draft": 6, "archived": 4}
PRICES_CENTS: Final = (0, 0, 0, 1_900, 2_900, 4_900, 9_900, 19_900)
TIMEZONES: Final = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Cairo")
TAGS: Final = ("self-paced", "exercises", "certificate", "project", "theory", "exam", "short", "classic", "new", "live")
FIRST_NAMES: Final = (
    "Ada", "Ahmed", "Aino", "Amara", "Ana", "Anil", "Benoît", "Carla", "Chen", "Chiara", "Daniel", "Elif",
    "Emeka", "Fatima", "Freja", "Georg", "Hana", "Hugo", "Ines", "Ivan", "Jamila", "João", "Kaito", "Lara",
    "Léa", "Liam", "Maja", "Malik", "Mei", "Mateo", "Nadia", "Noah", "Olga", "Omar", "Priya", "Quinn", "Rafael",
    "Sara", "Søren", "Tariq", "Uma", "Zoë",
)  # fmt: skip
LAST_NAMES: Final = (
    "Abadi", "Almeida", "Andersson", "Banerjee", "Becker", "Bianchi", "Castillo", "Chukwu", "Dubois", "Eriksen",
    "Fischer", "García", "Haddad", "Hansen", "Ibrahim", "Ito", "Jovanović", "Kaya", "Khan", "Kowalski",
    "Lefèvre", "Li", "Martins", "Meyer", "Moreau", "Müller", "Nakamura", "Novák", "Okafor", "Olsen", "Patel",
    "Petrov", "Romano", "Rossi", "Sato", "Schneider", "Silva", "Smith", "Tanaka", "Virtanen", "Wang", "Yildiz",
    "Zhang",
)  # fmt: skip


def _read_topics(text: str) -> tuple[Topic, ...]:
    """Read lines of `slug category English|language:name|…`; the first are taught most."""
    return tuple(_read_topic(*line.split(" ", 2)) for line in text.strip().splitlines())


def _read_topic(slug: str, category: str, names: str) -> Topic:
    english, *others = names.split("|")
    by_language = dict(other.split(":", 1) for other in others)
    return Topic(slug=slug, category=category, names={"en": english, **by_language})


TOPICS: Final = _read_topics(_TOPICS)
