package dev.agentguard.freeze;

import dev.agentguard.approval.Approvers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of the file come to: the freezes that nobody thawed and the glasses that an approver broke.
 *
 * @param freezes the freezes by their ids, those of a length too, also where that is over
 * @param glasses the broken glasses by their ids, likewise
 * @param ignored what does not count and why, one sentence each
 */
record Entries(Map<String, FreezeEntry> freezes, Map<String, FreezeEntry> glasses, List<String> ignored) {

    static final Entries NONE = new Entries(Map.of(), Map.of(), List.of());

    /** Longer nobody goes without asking. */
    static final Duration LONGEST_GLASS = Duration.ofHours(8);

    private static final int MOST = 10_000;
    private static final int MOST_IGNORED = 20;

    /** @throws IOException if a line is none of this file, so that nobody knows what it was to say */
    static Entries of(byte[] lines, Approvers approvers) throws IOException {
        Map<String, FreezeEntry> freezes = new LinkedHashMap<>();
        Map<String, FreezeEntry> glasses = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        int number = 0;
        for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            FreezeEntry entry = entry(line, number);
            String problem = problem(entry, approvers);
            if (problem != null) {
                if (ignored.size() < MOST_IGNORED) {
                    ignored.add("line " + number + " of `" + FreezeFile.NAME + "` does not count: " + problem);
                }
                continue;
            }
            switch (entry.kind()) {
                case FREEZE -> freezes.put(entry.id(), entry);
                case THAW -> freezes.keySet().removeAll(entry.thaws());
                case BREAK_GLASS -> glasses.put(entry.id(), entry);
            }
            if (freezes.size() > MOST || glasses.size() > MOST) {
                throw new IOException("it holds more than " + MOST + " freezes; a human has to look at it");
            }
        }
        return new Entries(freezes, glasses, ignored);
    }

    private static FreezeEntry entry(String line, int number) throws IOException {
        try {
            return EntryJson.read(line);
        } catch (IOException e) {
            throw new IOException(
                    "line " + number + " cannot be read: " + e.getMessage() + "; a human has to look at it", e);
        }
    }

    /** Returns why an entry does not count, or null if it does. Anybody may freeze; the rest is for humans. */
    private static @Nullable String problem(FreezeEntry entry, Approvers approvers) {
        return switch (entry.kind()) {
            case FREEZE -> null;
            case THAW -> approvers.areNamed() ? unsigned(entry, approvers) : null;
            case BREAK_GLASS -> glass(entry, approvers);
        };
    }

    private static @Nullable String glass(FreezeEntry entry, Approvers approvers) {
        if (!approvers.areNamed()) {
            return "nobody may break the glass where no approver is named";
        }
        Duration length = entry.length();
        boolean bounded = entry.scope().kind() == FreezeScope.Kind.SESSION
                && length != null
                && length.compareTo(LONGEST_GLASS) <= 0;
        return bounded ? unsigned(entry, approvers) : "the glass is broken for one session and a time only";
    }

    private static @Nullable String unsigned(FreezeEntry entry, Approvers approvers) {
        return approvers.problem(entry.by(), EntryJson.signed(entry), entry.signature());
    }
}
