package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Says what would be decided about an action that a human types. */
final class Explaining {

    private final Explainer explainer;

    Explaining(Explainer explainer) {
        this.explainer = explainer;
    }

    Object explain(JsonNode asked, Visitor visitor) throws RefusedException {
        try {
            return Map.of(
                    "explanation",
                    explainer.explain(
                            asked.path("kind").asText(), asked.path("text").asText()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, String.valueOf(e.getMessage()));
        }
    }
}
