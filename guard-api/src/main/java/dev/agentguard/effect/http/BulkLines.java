package dev.agentguard.effect.http;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bulk requests of Elasticsearch and OpenSearch: lines of actions, each but a deletion followed by a document, which
 * is data and says nothing of what is done.
 */
final class BulkLines implements Form {

    private static final Set<String> WRITES = Set.of("index", "create", "update");

    @Override
    public @Nullable List<Effect> read(Sent request) {
        JsonBody json = request.content().json();
        String path = request.target().path();
        boolean bulk = path.endsWith("/_bulk") || path.endsWith("/_bulk/");
        if (!bulk || json == null || json.problem() != null || !request.plain().writes()) {
            return null;
        }
        List<@Nullable Object> lines = json.readings();
        int deletions = 0;
        for (int i = 0; i < lines.size(); i++) {
            String action = action(lines.get(i));
            if (action == null) {
                return List.of(request.unknown("body[" + i + "]", "it is no action of a bulk request"));
            }
            if (action.equals("delete")) {
                deletions++;
            } else {
                i++; // the document
            }
        }
        Effect.Builder effect = Effect.of("http:bulk", new Evidence("body", lines.size() + " lines"))
                .resource("http:path", path)
                .host(request.host().isEmpty() ? null : request.host())
                .reach(lines.size() > 2 ? Reach.MANY : Reach.ONE);
        return List.of((deletions > 0
                        ? effect.reversibility(
                                Reversibility.IRREVERSIBLE, deletions + " of its actions delete documents")
                        : effect.reversibility(Reversibility.REVERSIBLE, "its actions write documents and delete none"))
                .build());
    }

    private static @Nullable String action(@Nullable Object line) {
        if (!(line instanceof Map<?, ?> fields) || fields.size() != 1) {
            return null;
        }
        String name = String.valueOf(fields.keySet().iterator().next());
        return WRITES.contains(name) || name.equals("delete") ? name : null;
    }
}
