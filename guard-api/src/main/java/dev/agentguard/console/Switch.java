package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.approval.Approvers;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.freeze.Frozen;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Works the kill switch: anybody who is signed in freezes; thawing is for approvers where they are named. */
final class Switch {

    private final Freezing freezing;
    private final Approvers approvers;

    Switch(Freezing freezing, Approvers approvers) {
        this.freezing = freezing;
        this.approvers = approvers;
    }

    Object list(JsonNode asked, Visitor visitor) {
        Freezes state = freezing.state();
        String problem = state.problem();
        return Map.of(
                "frozen",
                state.frozen().stream().map(Switch::json).toList(),
                "problem",
                problem == null ? "" : problem);
    }

    private static Map<String, String> json(Frozen frozen) {
        FreezeScope scope = frozen.scope();
        return Map.of(
                "kind", scope.kind().name().toLowerCase(Locale.ROOT),
                "name", scope.name(),
                "confirm", scope.confirm(),
                "text", frozen.text());
    }

    Object freeze(JsonNode asked, Visitor visitor) throws RefusedException {
        try {
            Frozen frozen = freezing.freeze(
                    scope(asked), visitor.name(), asked.path("reason").asText());
            return Map.of("message", frozen.text());
        } catch (FreezeException e) {
            throw new RefusedException(409, String.valueOf(e.getMessage()));
        }
    }

    Object thaw(JsonNode asked, Visitor visitor) throws RefusedException {
        FreezeScope scope = scope(asked);
        if (approvers.areNamed()) {
            throw new RefusedException(
                    403,
                    "only " + approvers.names() + " may thaw it, with a key: `guard.jar thaw " + scope.option()
                            + " --as NAME --key FILE`");
        }
        if (!asked.path("typed").asText().equals(scope.confirm())) {
            throw new RefusedException(409, "that is not its name, so nothing was thawed");
        }
        try {
            List<Frozen> thawed = freezing.thaw(scope, visitor.name());
            return Map.of("message", scope + " is thawed (" + thawed.size() + ")");
        } catch (FreezeException e) {
            throw new RefusedException(409, String.valueOf(e.getMessage()));
        }
    }

    private static FreezeScope scope(JsonNode asked) throws RefusedException {
        String name = asked.path("name").asText();
        try {
            return switch (asked.path("kind").asText()) {
                case "session" -> FreezeScope.session(name);
                case "agent" -> FreezeScope.agent(name);
                case "all" -> FreezeScope.ALL;
                default -> throw new IllegalArgumentException("`session`, `agent` or `all` is expected");
            };
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, String.valueOf(e.getMessage()));
        }
    }
}
