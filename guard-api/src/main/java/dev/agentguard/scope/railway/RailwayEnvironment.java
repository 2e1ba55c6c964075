package dev.agentguard.scope.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.resilience.CallFailedException;

/**
 * An environment at Railway.
 *
 * @param id its id
 * @param name its name, which others may bear too
 * @param readable whether the token sees what is in it
 * @param deleted whether it is deleted, for a while or for good
 */
record RailwayEnvironment(String id, String name, boolean readable, boolean deleted) {

    static RailwayEnvironment of(JsonNode node) throws CallFailedException {
        return new RailwayEnvironment(
                Answers.text(node, "id"),
                Answers.text(node, "name"),
                Answers.bool(node, "canAccess"),
                Answers.textOrNull(node, "deletedAt") != null);
    }
}
