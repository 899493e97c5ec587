"""The Dutch name of every indicator, and where in the book its meaning stands."""

from __future__ import annotations

from typing import NamedTuple

from evalutils.contracts.audit_table import STRENGTHS, VERDICTS
from evalutils.contracts.fixed_names import METHODS, html_address


class Indicator(NamedTuple):
    """One indicator of key_figures.csv."""

    label: str
    # Anchor on the page with the methods.
    anchor: str
    # How each number in a group reads, in their order; the last one serves for those that follow.
    numbers: tuple[str, ...] = ()


_MONTHS, _RUNG = ("na {} maanden",), ("trede {}",)
_FROM_TO = ("van trede {}", "naar trede {}")
_EXPECTED = ("verwacht trede {}", "bereikt trede {}")

PRINTED = "claims.printed"
_CHECKED = VERDICTS | STRENGTHS

INDICATORS = {
    PRINTED: Indicator("cijfer zoals de bron het noemt", "controle"),
    "ladder.share": Indicator("aandeel op een trede", "ladder", _RUNG),
    "ladder.group_share": Indicator("aandeel op een groep van treden", "ladder", _RUNG),
    "ladder.mean_rung": Indicator("gemiddelde trede", "ladder"),
    "ladder.net_change": Indicator("verandering van de gemiddelde trede", "ladder"),
    "ladder.total_share": Indicator("som van de genoemde aandelen", "ladder"),
    "ladder.coverage": Indicator("aandeel van wie een trede bekend is", "ladder"),
    "ladder.share_up": Indicator("aandeel dat steeg", "ladder", _RUNG),
    "ladder.share_same": Indicator("aandeel dat gelijk bleef", "ladder", _RUNG),
    "ladder.share_down": Indicator("aandeel dat daalde", "ladder", _RUNG),
    "ladder.share_up_min": Indicator("ten minste zoveel steeg", "laddergrenzen"),
    "ladder.share_up_max": Indicator("ten hoogste zoveel steeg", "laddergrenzen"),
    "ladder.share_down_min": Indicator("ten minste zoveel daalde", "laddergrenzen"),
    "ladder.share_down_max": Indicator("ten hoogste zoveel daalde", "laddergrenzen"),
    "ladder.share_moved_min": Indicator("ten minste zoveel veranderde van trede", "laddergrenzen"),
    "ladder.can_rise": Indicator("mensen die volgens begeleiders kunnen stijgen", "ladder"),
    "ladder.crosswalk_share_min": Indicator(
        "ten minste zoveel op een landelijke trede", "laddervertaling", _RUNG
    ),
    "ladder.crosswalk_share_max": Indicator(
        "ten hoogste zoveel op een landelijke trede", "laddervertaling", _RUNG
    ),
    "ladder.paired_change": Indicator("verandering van dezelfde cliënten", "ladder-clienten"),
    "ladder.work_share": Indicator("aandeel dat naar werk vertrok", "ladder-clienten"),
    "ladder.step_share_min": Indicator("ten minste zoveel maakte die stap", "ladder-clienten"),
    "ladder.step_share_max": Indicator("ten hoogste zoveel maakte die stap", "ladder-clienten"),
    "ladder.transition": Indicator("mensen van trede naar trede", "ladder-clienten", _FROM_TO),
    "ladder.group_transition": Indicator(
        "mensen van groep van treden naar groep", "ladder-clienten", _FROM_TO
    ),
    "ladder.test_p": Indicator("overschrijdingskans", "ladder-clienten"),
    "ladder.months_between": Indicator("maanden tussen twee metingen", "ladder-clienten"),
    "ladder.expected_reached": Indicator(
        "aandeel dat de verwachte trede haalde", "ladder-clienten", _RUNG
    ),
    "ladder.expectation_error": Indicator(
        "hoeveel de verwachting ernaast zat", "ladder-clienten", _RUNG
    ),
    "ladder.arrival": Indicator(
        "mensen met verwachte en bereikte trede",
        "ladder-clienten",
        _EXPECTED,
    ),
    "ladder.group_arrival": Indicator(
        "mensen met verwachte en bereikte groep van treden", "ladder-clienten", _EXPECTED
    ),
    "ladder.projected_share": Indicator(
        "aandeel op een trede als het zo doorgaat", "ladder-clienten", (*_MONTHS, *_RUNG)
    ),
    "outflow.net_change": Indicator("verandering van het bestand", "bestandsrekening"),
    "outflow.flow_residual": Indicator("onverklaard in het bestand", "bestandsrekening"),
    "outflow.implied_stock_start": Indicator("teruggerekende beginstand", "bestandsrekening"),
    "outflow.count": Indicator("aantal vertrekkers", "soorten-vertrek"),
    "outflow.share": Indicator("aandeel naar een bestemming", "aandeel"),
    "outflow.ratio": Indicator("vertrekkers per 100 van de basis", "verhouding"),
    "outflow.kind_count": Indicator("aantal vertrekkers per soort", "soorten-vertrek"),
    "outflow.kind_share": Indicator("aandeel naar een soort bestemming", "aandeel"),
    "outflow.inflow_count": Indicator("aantal instromers", "instroom"),
    "outflow.inflow_share": Indicator("aandeel van de instroom", "instroom"),
    "outflow.inflow_ratio": Indicator("instromers per 100 van de basis", "instroom"),
    "outflow.other_outcome_count": Indicator("aantal met een andere uitkomst", "soorten-vertrek"),
    "outflow.other_outcome_share": Indicator("aandeel met een andere uitkomst", "soorten-vertrek"),
    "outflow.other_outcome_ratio": Indicator(
        "andere uitkomsten per 100 van de basis", "verhouding"
    ),
    "outflow.funnel_share": Indicator("aandeel van de eerste stap", "trechter"),
    "outflow.funnel_ratio": Indicator("zoveel per 100 van de eerste stap", "trechter"),
    "outflow.target_ratio": Indicator("resultaat in procenten van het doel", "doelen"),
    "outflow.target_pro_rata": Indicator("resultaat naar verstreken tijd", "doelen"),
    "outflow.budget_difference": Indicator("verschil met de begroting", "doelen"),
    "outflow.instrument_share": Indicator("aandeel per instrument", "instrumenten"),
    "outflow.instrument_ratio": Indicator("vertrekkers per 100 van de basis", "instrumenten"),
    "outflow.durable_share": Indicator("aandeel dat wegbleef", "duurzaam", _MONTHS),
    "outflow.durable_ratio": Indicator("wegblijvers per 100 van de basis", "duurzaam", _MONTHS),
    "outflow.followed_people": Indicator("gevolgde mensen", "gevolgd"),
    "outflow.repeat_starters": Indicator("mensen die vaker begonnen", "gevolgd"),
    "outflow.survival": Indicator("aandeel dat er nog is", "blijven", _MONTHS),
    "outflow.median_months": Indicator("maanden tot de helft weg is", "blijven"),
    "outflow.cumulative_incidence": Indicator(
        "aandeel dat daarheen vertrok", "bestemming-per-maand", _MONTHS
    ),
    "outflow.group_share": Indicator("aandeel per groep", "groepen-vergelijken", _MONTHS),
    "outflow.cohort_share": Indicator(
        "aandeel per kwartaal van begin", "groepen-vergelijken", _MONTHS
    ),
    "outflow.never_on_benefit": Indicator("nooit een uitkering gehad", "duurzaam-gevolgd"),
    "outflow.durable_incidence": Indicator(
        "aandeel duurzaam uit de uitkering", "duurzaam-gevolgd", _MONTHS
    ),
    "outflow.reentry": Indicator("aandeel dat terugkwam", "terugkeer", _MONTHS),
    "outflow.mean_reentries": Indicator("keren terug per vertrekker", "terugkeer", _MONTHS),
    "effect.reached_share": Indicator("aandeel dat de uitkomst bereikte", "effect", _MONTHS),
    "effect.difference": Indicator("verschil met de vergelijkingsgroep", "effect", _MONTHS),
    "effect.ratio": Indicator("zoveel keer het aandeel van de vergelijkingsgroep", "effect",
                              _MONTHS),
    "effect.p_adjusted": Indicator(
        "overschrijdingskans, na correctie voor vaker kijken", "effect-toets", _MONTHS
    ),
    "effect.smallest_difference": Indicator(
        "kleinste verschil dat het onderzoek goed kon vinden", "effect-kleinste", _MONTHS
    ),
    "effect.take_up": Indicator("aandeel dat echt meedeed", "effect-deelnemers", _MONTHS),
    "effect.participants_difference": Indicator(
        "verschil onder wie meedeed", "effect-deelnemers", _MONTHS
    ),
    "effect.joined_share": Indicator(
        "aandeel van de uitgenodigden dat is ingedeeld", "effect-deelnemers", _MONTHS
    ),
    "effect.arms_differ_p": Indicator(
        "overschrijdingskans dat de aanpakken gelijk zijn", "effect-verschillen", _MONTHS
    ),
    "effect.groups_differ_p": Indicator(
        "overschrijdingskans dat het verschil in elke deelgroep gelijk is", "effect-verschillen",
        _MONTHS
    ),
    "cost_benefit.finances_budget": Indicator("begroot", "inkomsten-uitgaven"),
    "cost_benefit.finances_actual": Indicator("werkelijk", "inkomsten-uitgaven"),
    "cost_benefit.finances_difference": Indicator(
        "werkelijk min begroot", "inkomsten-uitgaven"
    ),
    "cost_benefit.finances_difference_share": Indicator(
        "verschil in procenten van begroot", "inkomsten-uitgaven"
    ),
    "cost_benefit.expenditure_per_exit_to_work": Indicator(
        "uitgaven per vertrek naar werk", "inkomsten-uitgaven"
    ),
    "cost_benefit.expenditure_per_participant": Indicator(
        "uitgaven per deelnemer", "inkomsten-uitgaven"
    ),
    "cost_benefit.break_even_additional_exits": Indicator(
        "extra vertrekkers om quitte te spelen, per 100 deelnemers", "extra-uitstroom"
    ),
    "cost_benefit.switching_counterfactual_share": Indicator(
        "omslagpunt: vertrek zonder programma", "extra-uitstroom"
    ),
    "cost_benefit.cost_per_participant": Indicator("kosten per deelnemer", "kosten"),
    "cost_benefit.cost_per_exit": Indicator("kosten per vertrekker", "kosten"),
    "cost_benefit.cost_per_additional_exit": Indicator("kosten per extra vertrekker", "kosten"),
    "cost_benefit.net_present_value": Indicator("saldo", "saldo"),
    "cost_benefit.benefit_cost_ratio": Indicator("baten per euro kosten", "saldo"),
    "cost_benefit.break_even_months": Indicator("terugverdientijd", "terugverdientijd"),
    "cost_benefit.probability_positive": Indicator(
        "kans op een positief saldo", "onzekerheid-kosten"
    ),
    "cost_benefit.evpi": Indicator("wat zekerheid hooguit waard is", "onzekerheid-kosten"),
    "effect.share_in_period": Indicator("aandeel dat de uitkomst bereikte", "effect-door-de-tijd"),
    "effect.difference_in_differences": Indicator(
        "zoveel meer verandering dan in de vergelijkingsgroep", "effect-door-de-tijd"
    ),
    "effect.difference_before": Indicator(
        "zoveel liepen de groepen al voor de start uit elkaar", "effect-voor-de-start"
    ),
    "effect.before_differs_p": Indicator(
        "overschrijdingskans dat de groepen voor de start gelijk opliepen", "effect-voor-de-start"
    ),
    "effect.followed_clients": Indicator("vergeleken cliënten", "vergeleken-clienten"),
    "effect.imbalance_before": Indicator("verschil vooraf, ongewogen", "vergelijkbaar-maken"),
    "effect.imbalance_after": Indicator("verschil vooraf, gewogen", "vergelijkbaar-maken"),
    "effect.effective_clients": Indicator(
        "voor hoeveel mensen de gewogen vergelijkingsgroep telt", "vergelijkbaar-maken"
    ),
    "effect.unadjusted_difference": Indicator(
        "verschil zonder correctie", "verschil-na-correctie", _MONTHS
    ),
    "effect.weighted_difference": Indicator(
        "verschil na weging", "verschil-na-correctie", _MONTHS
    ),
    "effect.adjusted_difference": Indicator(
        "verschil na correctie", "verschil-na-correctie", _MONTHS
    ),
    "effect.adjusted_ratio": Indicator(
        "verhouding na correctie", "verschil-na-correctie", _MONTHS
    ),
    "effect.expected_share": Indicator(
        "verwacht aandeel zonder programma", "verschil-na-correctie", _MONTHS
    ),
    "effect.reached_by_clients": Indicator(
        "aandeel met het programma", "verschil-na-correctie", _MONTHS
    ),
    "effect.e_value": Indicator("E-waarde", "ongemeten", _MONTHS),
    "effect.gamma": Indicator("gamma", "ongemeten", _MONTHS),
    "effect.tipping_share": Indicator("omslagpunt van wie niet is gevolgd", "ongemeten", _MONTHS),
    "effect.weighted_share": Indicator(
        "aandeel naar werk, gewogen", "gewogen-lijnen", _MONTHS
    ),
    "effect.restricted_months": Indicator(
        "gemiddeld aantal maanden tot vertrek", "gewogen-lijnen", ("binnen {} maanden",)
    ),
    "trend.change": Indicator("verandering tussen twee perioden", "jaren"),
    "comparison.mean_share": Indicator("gemiddeld aandeel van de programma's", "gemiddelde"),
    "comparison.new_programme_share": Indicator(
        "waar het aandeel van een nieuw programma ligt", "gemiddelde"
    ),
    "comparison.shrunken_share": Indicator(
        "aandeel, naar het gemiddelde getrokken", "gemiddelde"
    ),
    "comparison.expected_share": Indicator(
        "aandeel naar werk dat bij deze mensen te verwachten was", "samenstelling", _MONTHS
    ),
    "comparison.unexplained_difference": Indicator(
        "verschil met wat te verwachten was", "samenstelling", _MONTHS
    ),
    "comparison.cost": Indicator("bedrag in prijzen van één jaar", "kosten"),
    "comparison.observed_exits": Indicator(
        "vertrekkers per 100 deelnemers", "extra-uitstroom"
    ),
    "audit.claims": Indicator("cijfers in het document", "controle"),
    "audit.checked": Indicator("gecontroleerde cijfers", "controle"),
    **{f"audit.{code}": Indicator(label, "controle") for code, label in _CHECKED.items()},
}  # fmt: skip


def label_of(indicator: str) -> str:
    """The Dutch name of an indicator; a figure of a researcher's own has the name it was given."""
    known = INDICATORS.get(indicator)
    return known.label if known else indicator.rpartition(".")[2].replace("_", " ")


def with_group(label: str, group: str) -> str:
    """The name of a figure with that of its group, if it has one."""
    return ", ".join(filter(None, (label, group)))


def definition_of(indicator: str) -> str:
    """The address in the book of what an indicator means."""
    known = INDICATORS.get(indicator)
    return html_address(METHODS, known.anchor if known else "")
