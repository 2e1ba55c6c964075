package dev.agentguard.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.store.LineFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What was used of each quota, in a file that all processes share which share the store. Safe for use by many threads and
 * processes.
 */
final class Uses {

    private static final String FILE = "uses.jsonl";

    private final LineFile file;
    private final List<Use> uses = new ArrayList<>();

    Uses(Path directory) {
        this.file = new LineFile(directory.resolve(FILE), this::take, uses::clear);
    }

    /** Writes lines, asked for once all uses are known, while nobody else changes them. */
    synchronized void change(Supplier<List<String>> lines) throws UsesException {
        try {
            file.append(lines::get);
        } catch (IOException e) {
            throw new UsesException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Takes note of what other processes wrote. */
    synchronized void refresh() throws UsesException {
        try {
            file.refresh();
        } catch (IOException e) {
            throw new UsesException(String.valueOf(e.getMessage()), e);
        }
    }

    private void take(String text) throws IOException {
        JsonNode line = UseJson.parse(text);
        String back = UseJson.back(line);
        String reset = UseJson.reset(line);
        if (reset != null) {
            uses.removeIf(use -> use.quota().equals(reset));
        } else if (back == null) {
            uses.add(UseJson.use(line));
        } else {
            uses.removeIf(use -> use.id().equals(back));
        }
    }

    /** Returns what was used of a limit of a quota. */
    synchronized BigDecimal used(Quota quota, Limit limit, String session, Instant now) {
        BigDecimal sum = BigDecimal.ZERO;
        if (limit.span() == Limit.Span.EACH) {
            return sum;
        }
        Instant since = now.minus(limit.length());
        for (Use use : uses) {
            boolean counts = use.quota().equals(quota.id())
                    && (limit.span() == Limit.Span.SESSION
                            ? use.session().equals(session)
                            : use.time().isAfter(since));
            if (counts) {
                sum = sum.add(use.of(limit));
            }
        }
        return sum;
    }

    /** Returns whether a resource was used within a quota. */
    synchronized boolean used(Quota quota, String resource) {
        return uses.stream()
                .anyMatch(
                        use -> use.quota().equals(quota.id()) && use.resource().equals(resource));
    }
}
