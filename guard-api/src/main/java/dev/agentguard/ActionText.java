package dev.agentguard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.StoreCommand;
import dev.agentguard.action.ToolCall;
import dev.agentguard.audit.ActionJson;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Issue;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.RequiredBackup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An action and its facts in words for a human, from the real bytes and without secrets. */
final class ActionText {

    private static final int LONGEST_BODY = 2_000;

    private ActionText() {}

    static String action(Action action, Facts facts) {
        Set<String> fingerprints = fingerprints(facts);
        ObjectNode json = ActionJson.withoutSecrets(action, fingerprints);
        if (action instanceof HttpCall call) {
            return json.path("method").asText() + " " + json.path("origin").asText()
                    + json.path("path").asText() + (json.has("query") ? "?…" : "") + ", " + call.body();
        }
        if (action instanceof ToolCall) {
            return "tool " + json.path("tool").asText() + " " + json.path("arguments");
        }
        if (action instanceof SqlCall) {
            return "sql " + json.path("sql").asText();
        }
        if (action instanceof StoreCommand) {
            return json.path("store").asText() + " " + json.path("command").asText() + " " + json.path("arguments")
                    + " at " + json.path("hosts")
                    + (json.has("database")
                            ? ", database " + json.path("database").asText()
                            : "");
        }
        List<String> words = new ArrayList<>();
        json.path("command").forEach(word -> words.add(word.asText()));
        return "process " + String.join(" ", words);
    }

    /** What is sent, without secrets; null if nothing or no text is. */
    static @Nullable String body(Action action, Facts facts) {
        String text = action instanceof HttpCall call
                ? ActionJson.withoutSecrets(call.body(), fingerprints(facts), LONGEST_BODY)
                : null;
        return text == null ? null : "body: " + text;
    }

    private static Set<String> fingerprints(Facts facts) {
        return facts.effects().stream()
                .map(EffectFacts::credential)
                .filter(Objects::nonNull)
                .map(standing -> standing.credential().fingerprint())
                .collect(Collectors.toSet());
    }

    /** What happens if it is refused, beside that it is not done; null if nothing. */
    static @Nullable String ifRefused(Action action) {
        return action instanceof ToolCall call && !call.undoneIfRefused().isEmpty()
                ? "if it does not run, what was done before it is undone by the framework: "
                        + String.join(", ", call.undoneIfRefused())
                : null;
    }

    static List<String> lines(Facts facts) {
        List<String> lines = new ArrayList<>();
        for (EffectFacts effect : facts.effects()) {
            describe(effect, lines);
        }
        return lines;
    }

    private static void describe(EffectFacts facts, List<String> lines) {
        Effect effect = facts.effect();
        lines.add(effect.operation() + " on " + effect.resource() + ": " + effect.reversibility() + ", reaches "
                + effect.reach()
                + (effect.quantity() == null ? "" : " with " + effect.quantity()) + "; " + effect.reason());
        lines.add("  read at: " + effect.evidence());
        lines.add("  lives in: " + location(facts.location()));
        if (facts.affected() != null) {
            lines.add("  rows: " + (facts.affected().isKnown() ? "" : "unknown: ")
                    + facts.affected().evidence());
        }
        if (!effect.cascades().isEmpty()) {
            lines.add("  goes with it: " + String.join(", ", effect.cascades()));
        }
        if (!facts.dependants().named().isEmpty()) {
            lines.add("  depends on it: " + String.join(", ", facts.dependants().named()));
        }
        if (facts.dependants().unknown() != null) {
            lines.add("  what "
                    + (facts.dependants().named().isEmpty() ? "" : "else ")
                    + "depends on it is unknown: " + facts.dependants().unknown());
        }
        CredentialStanding standing = facts.credential();
        if (standing != null) {
            lines.add("  credential: " + standing(standing));
        }
        if (facts.recoverability().verdict() != Recoverability.Verdict.NOT_NEEDED) {
            lines.add("  would anything survive: " + facts.recoverability().verdict() + "; "
                    + facts.recoverability().evidence());
        }
        RequiredBackup required = facts.required();
        if (required != null) {
            lines.add("  backup required, younger than " + required.within() + ": "
                    + (required.isMet() ? "there" : "none that counts") + "; "
                    + required.found().evidence());
        }
        facts.rules().forEach(rule -> lines.add("  rule " + rule.source() + ": " + rule.text()));
        if (effect.instead() != null) {
            lines.add("  instead: " + effect.instead());
        }
    }

    static String location(Location location) {
        if (location instanceof Location.Proven proven) {
            return String.join(" and ", proven.environments()) + " (" + proven.evidence() + ")";
        }
        return location instanceof Location.Unknown unknown
                ? "unknown: " + unknown.because()
                : "not declared: " + ((Location.Undeclared) location).host();
    }

    private static String standing(CredentialStanding standing) {
        String token = (standing.credential().login() == null ? "" : "user ")
                + standing.credential().hint() + " in " + standing.credential().where();
        Issue issued = standing.issued();
        if (issued != null) {
            Credential to = issued.to();
            token += ", issued by `" + issued.by() + "` for "
                    + (to == null ? "a request without a credential" : to.hint());
        }
        if (standing.declared() != null) {
            return token + ", `" + standing.declared().name() + "`, issued for "
                    + standing.declared().purpose();
        }
        return standing.seenIn() == null
                ? token + ", not declared"
                : token + ", found: first seen in the result of `" + standing.seenIn() + "`";
    }
}
