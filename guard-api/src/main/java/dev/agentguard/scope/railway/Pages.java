package dev.agentguard.scope.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.remote.NotResolvedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every page of a connection, or fails: a page unread is unresolved. */
final class Pages {

    private static final int MOST_PAGES = 50;
    private static final int MOST_NODES = 5_000;

    private final RailwayClient client;
    private final Deadline deadline;

    Pages(RailwayClient client, Deadline deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    /** Returns the nodes of all pages; {@code path} leads from the data to the connection. */
    List<JsonNode> all(String document, Map<String, String> variables, String... path)
            throws CallFailedException, NotResolvedException {
        List<JsonNode> nodes = new ArrayList<>();
        follow(document, variables, null, nodes, path);
        return nodes;
    }

    /** Returns the nodes of a connection whose first page came with another answer, and of its further pages. */
    List<JsonNode> rest(JsonNode firstPage, String document, Map<String, String> variables, String... path)
            throws CallFailedException, NotResolvedException {
        List<JsonNode> nodes = new ArrayList<>();
        String next = take(firstPage, nodes);
        if (next != null) {
            follow(document, variables, next, nodes, path);
        }
        return nodes;
    }

    private void follow(
            String document, Map<String, String> variables, @Nullable String from, List<JsonNode> nodes, String... path)
            throws CallFailedException, NotResolvedException {
        Set<String> cursors = new HashSet<>();
        String cursor = from;
        do {
            Map<String, String> all = new HashMap<>(variables);
            if (cursor != null) {
                if (!cursors.add(cursor) || cursors.size() >= MOST_PAGES || nodes.size() >= MOST_NODES) {
                    throw new NotResolvedException("railway's pages of `" + path[path.length - 1]
                            + "` repeat or do not end within " + MOST_PAGES + " pages");
                }
                all.put("after", cursor);
            }
            JsonNode node = client.query(document, all, deadline);
            for (String field : path) {
                node = Answers.object(node, field);
            }
            cursor = take(node, nodes);
        } while (cursor != null);
    }

    /** Adds the nodes of a page and returns the cursor of the next one, or null if it was the last. */
    private static @Nullable String take(JsonNode connection, List<JsonNode> nodes) throws CallFailedException {
        for (JsonNode edge : Answers.array(connection, "edges")) {
            nodes.add(Answers.object(edge, "node"));
        }
        JsonNode pageInfo = Answers.object(connection, "pageInfo");
        return Answers.bool(pageInfo, "hasNextPage") ? Answers.text(pageInfo, "endCursor") : null;
    }
}
