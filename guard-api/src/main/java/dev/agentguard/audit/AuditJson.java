package dev.agentguard.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Quantity;
import dev.agentguard.mcp.ServerStanding;
import dev.agentguard.rules.Influence;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Affected;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Issue;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.RequiredBackup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records as JSON with stable field names; what is null is left out. Text is ASCII, so that a line stays a line. */
final class AuditJson {

    /** Longer lines are abridged; the verifier accepts more. */
    static final int LONGEST_LINE = 256 << 10;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_EFFECTS = 100;
    private static final int MOST = 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Redactor redactor;

    private AuditJson(Redactor redactor) {
        this.redactor = redactor;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode read(byte[] line) throws IOException {
        // as text: the parser of bytes fails on names that hold half a surrogate pair
        return MAPPER.readTree(new String(line, StandardCharsets.UTF_8));
    }

    static String write(ObjectNode json) throws IOException {
        return MAPPER.writeValueAsString(json);
    }

    /** Returns a record as one JSON object in one line of ASCII. */
    static String write(AuditRecord record) throws IOException {
        if (record instanceof AuditRecord.Ended ended) {
            return write(object().put("kind", "OUTCOME")
                    .put("id", ended.id())
                    .put("outcome", ended.outcome().name()));
        }
        if (record instanceof AuditRecord.RulesChanged changed) {
            ObjectNode json =
                    object().put("kind", "RULES").put("id", changed.id()).put("usable", changed.usable());
            changed.files().stream().limit(MOST).forEach(json.withArray("files")::add);
            return write(json);
        }
        if (record instanceof AuditRecord.ModelTools given) {
            ObjectNode json = object().put("kind", "MODEL_TOOLS").put("id", given.id());
            json.put("model", new AuditJson(new Redactor(Set.of())).name(given.model()));
            given.tools().stream().limit(MOST_EFFECTS).forEach(json.withArray("tools")::add);
            return write(json);
        }
        if (record instanceof AuditRecord.Pruned pruned) {
            ObjectNode json = object().put("kind", "PRUNE").put("id", pruned.id());
            json.put("by", new AuditJson(new Redactor(Set.of())).name(pruned.by()));
            pruned.files().forEach(json.withArray("files")::add);
            return write(json);
        }
        if (record instanceof AuditRecord.Switched switched) {
            return write(new AuditJson(new Redactor(Set.of())).switched(switched));
        }
        AuditRecord.Decided decided = (AuditRecord.Decided) record;
        AuditJson json = new AuditJson(new Redactor(decided.facts().effects().stream()
                .map(EffectFacts::credential)
                .filter(Objects::nonNull)
                .map(standing -> standing.credential().fingerprint())
                .collect(Collectors.toSet())));
        String line = write(json.decided(decided, false));
        return line.length() <= LONGEST_LINE ? line : write(json.decided(decided, true));
    }

    /** Returns whether what was let through could not be taken back, or nobody knows. */
    static boolean isIrreversible(AuditRecord.Decided decided) {
        return decided.facts().effects().stream()
                .map(facts -> facts.effect().reversibility())
                .anyMatch(it -> it == Reversibility.IRREVERSIBLE || it == Reversibility.UNKNOWN);
    }

    private ObjectNode decided(AuditRecord.Decided decided, boolean abridged) {
        ObjectNode json = object().put("kind", "DECISION").put("id", decided.id());
        json.put("session", name(decided.session()));
        json.put("origin", decided.facts().origin().name());
        json.put("factsAt", decided.facts().time().toString());
        json.put("irreversible", isIrreversible(decided));
        json.put("proceeds", decided.proceeds());
        json.set("decision", decision(decided.decision(), abridged));
        if (decided.approval() != null) {
            json.put("approval", name(decided.approval()));
        }
        if (decided.approver() != null) {
            json.put("approver", name(decided.approver()));
        }
        json.put("policy", name(decided.policy()));
        ServerStanding server = decided.facts().server();
        if (server != null) {
            json.set("server", server(server));
        }
        if (decided.facts().approvalsSigned()) {
            json.put("approvals", "signed");
        }
        Influence influence = decided.facts().influence();
        if (influence.since() != null) {
            ArrayNode by = json.putObject("influenced")
                    .put("since", influence.since().toString())
                    .putArray("by");
            influence.by().forEach(source -> by.add(name(source)));
        }
        int most = abridged ? MOST : MOST_EFFECTS;
        ArrayNode effects = json.putArray("effects");
        decided.facts().effects().stream()
                .limit(most)
                .forEach(facts -> effects.add(abridged ? named(object(), facts.effect()) : effect(facts)));
        if (decided.facts().effects().size() > most) {
            json.put("effectsOmitted", decided.facts().effects().size() - most);
        }
        if (abridged) {
            return json.put("abridged", true);
        }
        json.set("action", new ActionJson(redactor).render(decided.action()));
        return json;
    }

    private ObjectNode switched(AuditRecord.Switched switched) {
        ObjectNode json = object().put("kind", switched.what().name()).put("id", switched.id());
        json.put("scope", text(switched.scope())).put("by", name(switched.by()));
        json.put("reason", redactor.foreign(switched.reason(), LONGEST_TEXT));
        if (switched.until() != null) {
            json.put("until", switched.until().toString());
        }
        switched.entries().stream().limit(MOST_EFFECTS).forEach(json.withArray("entries")::add);
        return json;
    }

    private ObjectNode server(ServerStanding server) {
        ObjectNode json = object().put("name", text(server.server()))
                .put("tool", name(server.tool()))
                .put("trust", server.trust().name())
                .put("pin", server.pin().name());
        server.changes().forEach(change -> json.withArray("changes").add(redactor.foreign(change, LONGEST_TEXT)));
        if (server.saysItDestroys()) {
            json.put("saysItDestroys", true);
        }
        return json;
    }

    private ObjectNode decision(Decision decision, boolean abridged) {
        ObjectNode json =
                object().put("verdict", decision.getClass().getSimpleName().toUpperCase(Locale.ROOT));
        ArrayNode reasons = json.putArray("reasons");
        for (Reason reason :
                decision.reasons().subList(0, Math.min(MOST, decision.reasons().size()))) {
            ObjectNode one = reasons.addObject().put("rule", name(reason.rule()));
            if (!abridged) {
                one.put("text", text(reason.text())).put("evidence", redactor.foreign(reason.evidence(), LONGEST_TEXT));
                put(one, "instead", reason.instead());
            }
        }
        return json;
    }

    private ObjectNode named(ObjectNode json, Effect effect) {
        json.put("operation", name(effect.operation()));
        ObjectNode resource =
                json.putObject("resource").put("type", name(effect.resource().type()));
        String id = effect.resource().id();
        if (id != null) {
            resource.put("id", redactor.id(id, LONGEST_NAME));
        }
        return json.put("reversibility", effect.reversibility().name());
    }

    private ObjectNode effect(EffectFacts facts) {
        Effect effect = facts.effect();
        ObjectNode json = named(object(), effect);
        json.put("kind", effect.kind().name());
        json.put("reach", effect.reach().name());
        Quantity quantity = effect.quantity();
        put(json, "quantity", quantity == null ? null : quantity.toString());
        json.put("destroysRecovery", effect.destroysRecovery());
        json.put("basis", effect.basis().name());
        put(json, "host", effect.host());
        put(json, "environment", effect.environment());
        effect.places().stream().limit(MOST).forEach(place -> place(json.withArray("places"), place));
        json.putObject("evidence")
                .put("where", text(effect.evidence().where()))
                .put("text", redactor.foreign(effect.evidence().text(), LONGEST_TEXT));
        json.put("reason", text(effect.reason()));
        put(json, "instead", effect.instead());
        ArrayNode cascades = json.putArray("cascades");
        effect.cascades().stream().limit(MOST).forEach(cascade -> cascades.add(text(cascade)));
        facts.dependants().named().stream()
                .limit(MOST)
                .forEach(dependant -> json.withArray("dependants").add(text(dependant)));
        String unknownDependants = facts.dependants().unknown();
        put(json, "dependantsUnknown", unknownDependants);
        json.set("location", location(facts.location()));
        CredentialStanding standing = facts.credential();
        if (standing != null) {
            json.set("credential", credential(standing));
        }
        json.putObject("recoverability")
                .put("verdict", facts.recoverability().verdict().name())
                .put("evidence", text(facts.recoverability().evidence()));
        RequiredBackup required = facts.required();
        if (required != null) {
            json.putObject("requiredBackup")
                    .put("within", required.within().toString())
                    .put("met", required.isMet())
                    .put("verdict", required.found().verdict().name())
                    .put("evidence", text(required.found().evidence()));
        }
        Affected affected = facts.affected();
        if (affected != null) {
            json.putObject("affected")
                    .put("rows", affected.rows())
                    .put("exact", affected.exact())
                    .put("evidence", text(affected.evidence()));
        }
        ArrayNode rules = json.putArray("rules");
        facts.rules().stream().limit(MOST).forEach(rule -> rules.add(rule(rule)));
        return json;
    }

    private void place(ArrayNode places, Place place) {
        String value = place.value();
        places.addObject().put("type", name(place.type())).put("value", value == null ? null : text(value));
    }

    private ObjectNode location(Location location) {
        ObjectNode json = object();
        if (location instanceof Location.Proven proven) {
            ArrayNode environments = json.putArray("proven");
            proven.environments().stream().limit(MOST).forEach(environment -> environments.add(name(environment)));
            return json.put("evidence", text(proven.evidence()));
        }
        if (location instanceof Location.Unknown unknown) {
            return json.put("unknown", text(unknown.because()));
        }
        return json.put("undeclared", text(((Location.Undeclared) location).host()));
    }

    private ObjectNode credential(CredentialStanding standing) {
        Credential credential = standing.credential();
        ObjectNode json = object().put("where", text(credential.where()));
        if (credential.hint().length() > 1) {
            // the digest of a short secret can be guessed, so only one that is long enough for a hint is recorded
            json.put("fingerprint", credential.fingerprint()).put("hint", credential.hint());
        }
        DeclaredCredential declared = standing.declared();
        if (declared != null) {
            json.put("declared", name(declared.name())).put("purpose", text(declared.purpose()));
        }
        put(json, "seenIn", standing.seenIn());
        Issue issued = standing.issued();
        if (issued != null) {
            json.put("issuedBy", text(issued.by()));
            Credential to = issued.to();
            if (to != null && to.hint().length() > 1) {
                json.put("issuedFor", to.fingerprint());
            }
        }
        return json;
    }

    private ObjectNode rule(RuleMatch rule) {
        ObjectNode json = object().put("id", name(rule.id()))
                .put("source", text(rule.source()))
                .put("verdict", rule.verdict().name())
                .put("text", text(rule.text()));
        put(json, "instead", rule.instead());
        return json;
    }

    private void put(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, text(value));
        }
    }

    // names and ids may look random, and a record without them would say nothing
    private String name(String name) {
        return redactor.id(name, LONGEST_NAME);
    }

    private String text(String text) {
        return redactor.own(text, LONGEST_TEXT);
    }
}
