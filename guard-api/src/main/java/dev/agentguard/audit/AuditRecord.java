package dev.agentguard.audit;

import dev.agentguard.action.Action;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Facts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is recorded. */
public sealed interface AuditRecord {

    /**
     * Returns the id that the records of one action share.
     *
     * @return the id
     */
    String id();

    /**
     * Returns the record as it is written, but for the chain: one JSON object in one line, without secrets.
     *
     * @return the JSON
     * @throws AuditException if it cannot be rendered
     */
    default String json() throws AuditException {
        try {
            return AuditJson.write(this);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // the message may quote the action
            throw new AuditException("the record of `" + id() + "` cannot be rendered: "
                    + e.getClass().getName());
        }
    }

    /**
     * What was decided about an action, before it runs.
     *
     * @param id the id of this action in the record
     * @param session who acts
     * @param action the action; recorded without secrets
     * @param facts what was found out
     * @param decision what was decided
     * @param proceeds whether it runs now, because it is allowed, was approved or nothing is enforced
     * @param approval the id of the approval request that holds it or that it used up, or null
     * @param approver who approved it, or null
     * @param policy the version of the policy
     */
    record Decided(
            String id,
            String session,
            Action action,
            Facts facts,
            Decision decision,
            boolean proceeds,
            @Nullable String approval,
            @Nullable String approver,
            String policy)
            implements AuditRecord {}

    /**
     * How an action that was let through ended.
     *
     * @param id the id of the action in the record
     * @param outcome how
     */
    record Ended(String id, Ending outcome) implements AuditRecord {}

    /**
     * That a rule file changed during the run.
     *
     * @param id the id of this change in the record
     * @param files the names of the files that changed
     * @param usable whether they can be read as they are now; if not, what held before holds alone
     */
    record RulesChanged(String id, List<String> files, boolean usable) implements AuditRecord {
        /** Copies the names. */
        public RulesChanged {
            files = List.copyOf(files);
        }
    }

    /**
     * That a model is given tools that no tool call tells of.
     *
     * @param id the id of this in the record
     * @param model the host that is asked, or how the model is configured
     * @param tools the provider's names of the tools
     */
    record ModelTools(String id, String model, List<String> tools) implements AuditRecord {
        /** Copies the names. */
        public ModelTools {
            tools = List.copyOf(tools);
        }
    }

    /**
     * That somebody froze or thawed something, or broke the glass.
     *
     * @param id the id of this in the record
     * @param what what was done
     * @param scope what it is about, in words
     * @param by who did it
     * @param reason why; empty if nobody said
     * @param until when it ends by itself, or null
     * @param entries the ids of what was frozen, thawed or broken
     */
    record Switched(
            String id,
            Switching what,
            String scope,
            String by,
            String reason,
            @Nullable Instant until,
            List<String> entries)
            implements AuditRecord {
        /** Copies the ids. */
        public Switched {
            entries = List.copyOf(entries);
        }
    }

    /**
     * That files of the record are removed because they are old.
     *
     * @param id the id of this in the record
     * @param by who asked for it
     * @param files the names of the files
     */
    record Pruned(String id, String by, List<String> files) implements AuditRecord {
        /** Copies the names. */
        public Pruned {
            files = List.copyOf(files);
        }
    }

    /** What is done to the kill switch. */
    enum Switching {
        /** Somebody froze something. */
        FREEZE,
        /** A human thawed it. */
        THAW,
        /** An approver broke the glass for a session. */
        BREAK_GLASS
    }

    /** How an action ended. */
    enum Ending {
        /** It did what was asked. */
        SUCCEEDED,
        /** It was not done. */
        FAILED,
        /** It may have been done. */
        UNKNOWN
    }
}
