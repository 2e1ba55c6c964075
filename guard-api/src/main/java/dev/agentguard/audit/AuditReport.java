package dev.agentguard.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of the record found.
 *
 * @param files each file, oldest first
 * @param unfinished irreversible actions that were let through and of which no outcome was recorded, oldest first
 * @param missing what other files or checkpoints show to be missing: whole files, or lines at the end of one; one sentence
 *     each
 * @param signed what the checkpoints say
 */
public record AuditReport(List<FileReport> files, List<Unfinished> unfinished, List<String> missing, Signed signed) {

    /** Copies the lists. */
    public AuditReport {
        files = List.copyOf(files);
        unfinished = List.copyOf(unfinished);
        missing = List.copyOf(missing);
    }

    /**
     * Returns whether nothing was changed, taken out or put in. A last line that was cut off by a crash, and an outcome
     * that was never recorded, do not count against it; {@link #messages()} names them.
     *
     * @return true if every chain holds and nothing is missing
     */
    public boolean intact() {
        return missing.isEmpty()
                && signed.broken() == null
                && signed.keys().size() <= 1
                && files.stream().allMatch(file -> file.broken() == null);
    }

    /**
     * Returns how many lines verify.
     *
     * @return the number of lines in all files
     */
    public long lines() {
        return files.stream().mapToLong(FileReport::lines).sum();
    }

    /**
     * Returns all that is to be said, for the command line: what is wrong first.
     *
     * @return one sentence each, without line breaks and control characters
     */
    public List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (FileReport file : files) {
            add(messages, file.broken());
        }
        messages.addAll(missing);
        add(messages, signed.broken());
        if (signed.keys().size() > 1) {
            messages.add("the checkpoints are signed with " + signed.keys().size()
                    + " keys: the key of the store was replaced");
        }
        for (Unfinished action : unfinished) {
            messages.add(action.toString());
        }
        for (FileReport file : files) {
            add(messages, file.incomplete());
            if (file.broken() == null && !file.ended()) {
                messages.add(file.name()
                        + ": has no end; its process still runs, died, or lines were removed behind line "
                        + file.lines());
            }
        }
        return messages;
    }

    private static void add(List<String> messages, @Nullable String message) {
        if (message != null) {
            messages.add(message);
        }
    }

    /**
     * What the checkpoints say: each that holds names a line that has to be there.
     *
     * @param checkpoints how many hold, from the first on
     * @param keys the public keys that they are signed with; more than one means that somebody replaced the key
     * @param broken the first that does not hold, and what is wrong with it ({@code file:line: what}), or null
     */
    public record Signed(
            long checkpoints, Set<String> keys, @Nullable String broken) {

        /** Copies the keys. */
        public Signed {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * What was found in one file.
     *
     * @param name the file's name
     * @param lines how many lines verify, from the first on
     * @param broken the first line that does not, and what is wrong with it ({@code file:line: what}), or null
     * @param incomplete the last line if it was cut off, and how much there is of it, or null
     * @param ended whether the file says that nothing follows
     * @param head the hash of the last line that verifies; kept elsewhere, it shows later whether lines were removed
     *     from the end or all was rewritten. Empty if no line verifies
     */
    public record FileReport(
            String name,
            long lines,
            @Nullable String broken,
            @Nullable String incomplete,
            boolean ended,
            String head) {}

    /**
     * An irreversible action that was let through and of which no outcome was recorded: the process died, or is still
     * at it.
     *
     * @param file the file's name
     * @param line the line of the decision
     * @param id the action's id
     * @param what the operations
     * @param time when it was let through
     */
    public record Unfinished(String file, long line, String id, String what, String time) {

        @Override
        public String toString() {
            return file + ":" + line + ": " + what + " (" + id + ") was let through at " + time
                    + ", its outcome was never recorded";
        }
    }
}
