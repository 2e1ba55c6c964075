package dev.agentguard.javaagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.Explanation;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Affected;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.RequiredBackup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An explanation as JSON. Written out field by field: what is in the values but not here, secrets above all, stays out. */
final class ExplanationJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ExplanationJson() {}

    static String of(Explanation explanation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("decision", name(explanation.decision()));
        json.put(
                "reasons",
                explanation.decision().reasons().stream()
                        .map(ExplanationJson::reason)
                        .toList());
        json.put("time", explanation.facts().time().toString());
        json.put("origin", explanation.facts().origin().name());
        json.put(
                "effects",
                explanation.facts().effects().stream()
                        .map(ExplanationJson::effect)
                        .toList());
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists can always be written", e);
        }
    }

    private static String name(Decision decision) {
        return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> reason(Reason reason) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rule", reason.rule());
        json.put("text", reason.text());
        json.put("evidence", reason.evidence());
        json.put("instead", reason.instead());
        return json;
    }

    private static Map<String, @Nullable Object> effect(EffectFacts facts) {
        Effect effect = facts.effect();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("operation", effect.operation());
        json.put("kind", effect.kind().name());
        json.put("resourceType", effect.resource().type());
        json.put("resource", effect.resource().id());
        json.put("reversibility", effect.reversibility().name());
        json.put("reach", effect.reach().name());
        json.put(
                "quantity", effect.quantity() == null ? null : effect.quantity().toString());
        json.put("destroysRecovery", effect.destroysRecovery());
        json.put("host", effect.host());
        json.put("environmentNamed", effect.environment());
        json.put(
                "places",
                effect.places().stream()
                        .map(place -> place.type() + "=" + (place.value() == null ? "?" : place.value()))
                        .toList());
        json.put("readAt", effect.evidence().toString());
        json.put("reason", effect.reason());
        json.put("instead", effect.instead());
        json.put("cascades", effect.cascades());
        json.put("dependants", facts.dependants().named());
        json.put("dependantsUnknown", facts.dependants().unknown());
        json.put("location", location(facts.location()));
        json.put("credential", credential(facts.credential()));
        json.put("recoverability", facts.recoverability().verdict().name());
        json.put("recoverabilityEvidence", facts.recoverability().evidence());
        json.put("requiredBackup", requiredBackup(facts.required()));
        json.put("affected", affected(facts.affected()));
        json.put("rules", rules(facts.rules()));
        return json;
    }

    private static @Nullable Map<String, Object> requiredBackup(@Nullable RequiredBackup required) {
        return required == null
                ? null
                : Map.of(
                        "within",
                        required.within().toString(),
                        "met",
                        required.isMet(),
                        "evidence",
                        required.found().evidence());
    }

    private static @Nullable Map<String, Object> affected(@Nullable Affected affected) {
        return affected == null
                ? null
                : Map.of("rows", affected.rows(), "exact", affected.exact(), "evidence", affected.evidence());
    }

    private static Map<String, Object> location(Location location) {
        if (location instanceof Location.Proven proven) {
            return Map.of("proven", List.copyOf(proven.environments()), "evidence", proven.evidence());
        }
        return location instanceof Location.Unknown unknown
                ? Map.of("unknown", unknown.because())
                : Map.of("undeclared", ((Location.Undeclared) location).host());
    }

    private static @Nullable Map<String, @Nullable Object> credential(@Nullable CredentialStanding standing) {
        if (standing == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("fingerprint", standing.credential().fingerprint());
        json.put("hint", standing.credential().hint());
        json.put("where", standing.credential().where());
        json.put(
                "declared",
                standing.declared() == null ? null : standing.declared().name());
        json.put("firstSeenIn", standing.seenIn());
        return json;
    }

    private static List<Map<String, String>> rules(List<RuleMatch> matches) {
        return matches.stream()
                .map(match -> Map.of(
                        "id", match.id(),
                        "source", match.source(),
                        "verdict", match.verdict().name().toLowerCase(Locale.ROOT),
                        "text", match.text()))
                .toList();
    }
}
