package dev.agentguard.mcp;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tools of servers said of themselves when a server was seen first, or when a human accepted it. Kept in the
 * store, for all processes that share it. Safe for use by many threads and processes.
 */
public final class ToolPins {

    /** A server with more tools has some that are new each time. */
    static final int MOST_TOOLS = 2_000;

    /** What a server says anew and anew is not written down without end. */
    private static final int MOST_SEEN = 20;

    private final PinFile file;
    private final Map<String, Map<String, Pinned>> servers = new LinkedHashMap<>();

    /** What holds of a tool, and what was seen since. */
    private static final class Pinned {
        private @Nullable Definition holds;
        private final Map<String, PinLine> seen = new LinkedHashMap<>();
    }

    /**
     * Uses the pins of a store.
     *
     * @param store the directory
     */
    public ToolPins(Path store) {
        this.file = new PinFile(store, this::take, servers::clear);
    }

    /**
     * A tool that a human has not looked at since it changed or came.
     *
     * @param server the server's name
     * @param tool the tool's name, as the server writes it
     * @param digest of what the server says now
     * @param changes what is not as it was, or that the tool is new; one line each, without control characters
     */
    public record Pending(String server, String tool, String digest, List<String> changes) {
        private static final int LONGEST = 200;

        /** Copies the list. */
        public Pending {
            changes = List.copyOf(changes);
        }

        /**
         * Returns the tool's name as people may read it: what is not ASCII is spelled out.
         *
         * @return the name
         */
        public String shownTool() {
            return Excerpt.escaped(tool, LONGEST);
        }
    }

    private void take(PinLine line) {
        Pinned pinned = servers.computeIfAbsent(line.server(), unused -> new TreeMap<>())
                .computeIfAbsent(line.tool(), unused -> new Pinned());
        if (line.kind() == PinLine.Kind.SEEN) {
            String digest = line.definition().digest();
            // what was seen last stands last
            pinned.seen.remove(digest);
            pinned.seen.put(digest, line);
        } else {
            pinned.holds = line.definition();
            pinned.seen.clear();
        }
    }

    /** Returns whether a server was seen before. */
    synchronized boolean knows(String server) throws PinsException {
        file.refresh();
        return servers.containsKey(server);
    }

    /** Returns what holds of a tool, or null if nothing does. */
    synchronized @Nullable Definition pinned(String server, String tool) throws PinsException {
        file.refresh();
        Pinned pinned = servers.getOrDefault(server, Map.of()).get(tool);
        return pinned == null ? null : pinned.holds;
    }

    /**
     * Takes note of a server's tools: all of them hold if the server is seen for the first time, else none that differs.
     *
     * @return the tools that differ and were not noted before
     */
    synchronized List<String> listed(String server, Map<String, Definition> tools, Instant now) throws PinsException {
        file.refresh();
        if (tools.isEmpty() || lines(server, tools, now).isEmpty()) {
            return List.of();
        }
        List<String> differ = new ArrayList<>();
        file.append(() -> {
            List<PinLine> lines = lines(server, tools, now);
            lines.stream()
                    .filter(line -> line.kind() == PinLine.Kind.SEEN)
                    .map(PinLine::tool)
                    .forEach(differ::add);
            return lines;
        });
        return differ;
    }

    private List<PinLine> lines(String server, Map<String, Definition> tools, Instant now) {
        Map<String, Pinned> known = servers.get(server);
        List<PinLine> lines = new ArrayList<>();
        tools.forEach((tool, definition) -> {
            if (known == null) {
                if (lines.size() < MOST_TOOLS) {
                    lines.add(line(PinLine.Kind.FIRST, server, tool, definition, "", now));
                }
                return;
            }
            Pinned pinned = known.get(tool);
            boolean noted = pinned != null
                    && (definition.equals(pinned.holds)
                            || isLast(pinned, definition.digest())
                            || pinned.seen.size() >= MOST_SEEN);
            boolean room = pinned != null || known.size() + lines.size() < MOST_TOOLS;
            if (!noted && room) {
                lines.add(line(PinLine.Kind.SEEN, server, tool, definition, "", now));
            }
        });
        return lines;
    }

    private static boolean isLast(Pinned pinned, String digest) {
        String last = null;
        for (String one : pinned.seen.keySet()) {
            last = one;
        }
        return digest.equals(last);
    }

    private static PinLine line(
            PinLine.Kind kind, String server, String tool, Definition definition, String by, Instant now) {
        return new PinLine(kind, server, tool, definition, by, now.toString());
    }

    /**
     * Returns what waits for a human.
     *
     * @return the tools as they were seen last, by server and name
     * @throws PinsException if the file cannot be read
     */
    public synchronized List<Pending> pending() throws PinsException {
        file.refresh();
        List<Pending> pending = new ArrayList<>();
        servers.forEach((server, tools) -> tools.forEach((tool, pinned) -> {
            PinLine last = null;
            for (PinLine line : pinned.seen.values()) {
                last = line;
            }
            if (last != null) {
                pending.add(new Pending(
                        server, tool, last.definition().digest(), changes(pinned.holds, last.definition())));
            }
        }));
        return pending;
    }

    private static List<String> changes(@Nullable Definition holds, Definition now) {
        return holds == null ? List.of("the tool is new") : now.changesFrom(holds);
    }

    /**
     * Returns how many tools of each server hold.
     *
     * @return the numbers by the servers' names
     * @throws PinsException if the file cannot be read
     */
    public synchronized Map<String, Long> counts() throws PinsException {
        file.refresh();
        Map<String, Long> counts = new LinkedHashMap<>();
        servers.forEach((server, tools) -> counts.put(
                server,
                tools.values().stream()
                        .map(pinned -> pinned.holds)
                        .filter(Objects::nonNull)
                        .count()));
        return counts;
    }

    /**
     * Accepts what a server says of a tool, from now on.
     *
     * @param pending the tool as the human saw it
     * @param by who accepted it
     * @param now when
     * @throws PinsException if the file cannot be written, or that is not what was seen
     */
    public synchronized void accept(Pending pending, String by, Instant now) throws PinsException {
        file.refresh();
        Pinned pinned = servers.getOrDefault(pending.server(), Map.of()).get(pending.tool());
        PinLine seen = pinned == null ? null : pinned.seen.get(pending.digest());
        if (seen == null) {
            throw new PinsException("that was accepted already, or never seen");
        }
        file.append(() ->
                List.of(line(PinLine.Kind.ACCEPTED, pending.server(), pending.tool(), seen.definition(), by, now)));
    }
}
