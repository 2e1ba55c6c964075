package dev.agentguard;

import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.rules.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the state of a guard from its parts. */
final class StatusReader {

    private final GuardConfig config;
    private final Supplier<RuleBook> rules;
    private final Approvals approvals;
    private final Recorder recorder;
    private final RemoteTools remoteTools;
    private final Freezes freezes;

    StatusReader(
            GuardConfig config,
            Supplier<RuleBook> rules,
            Approvals approvals,
            Recorder recorder,
            RemoteTools remoteTools,
            Freezes freezes) {
        this.freezes = freezes;
        this.remoteTools = remoteTools;
        this.config = config;
        this.rules = rules;
        this.approvals = approvals;
        this.recorder = recorder;
    }

    GuardStatus now() {
        List<String> problems = new ArrayList<>();
        if (!isWritable(config.store())) {
            problems.add("the store `" + config.store() + "` cannot be written, so nobody can be asked and nothing that"
                    + " cannot be undone proceeds");
        }
        if (recorder.isFailing()) {
            problems.add("the record cannot be written, so nothing that cannot be undone proceeds");
        }
        String unknown = freezes.problem();
        if (unknown != null) {
            problems.add("nobody knows what is frozen, so everything but reads is: " + unknown);
        }
        problems.addAll(freezes.notes());
        int pending = -1;
        try {
            pending = approvals.pending().size();
        } catch (ApprovalException e) {
            problems.add("the requests for approval cannot be read: " + e.getMessage());
        }
        RuleBook book = rules.get();
        return new GuardStatus(
                config.mode(),
                config.source(),
                config.trusted(),
                book.rules().size(),
                book.advice().size(),
                pending,
                problems,
                config.warnings(),
                remoteTools.seen());
    }

    /** The store is made when it is first needed, so where it is not there the directory above it counts. */
    private static boolean isWritable(Path store) {
        Path at = store.toAbsolutePath().normalize();
        for (@Nullable Path next = at; next != null; next = next.getParent()) {
            if (Files.exists(next)) {
                return Files.isDirectory(next) && Files.isWritable(next);
            }
        }
        return false;
    }
}
