package dev.agentguard;

import dev.agentguard.approval.ApproverKey;
import dev.agentguard.audit.AuditException;
import dev.agentguard.audit.AuditLog;
import dev.agentguard.audit.AuditRecord;
import dev.agentguard.audit.AuditRecord.Switching;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.freeze.Frozen;
import dev.agentguard.freeze.Glass;
import dev.agentguard.session.Budgets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch of a store, with its entries in the record. What tightens holds before it is recorded; what loosens is
 * recorded before it holds. Safe for use by many threads.
 */
public final class KillSwitch implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Freezes freezes;
    private final AuditLog log;
    private final Budgets budgets;
    private final InstantSource clock;

    KillSwitch(Freezes freezes, AuditLog log, Budgets budgets, InstantSource clock) {
        this.budgets = budgets;
        this.clock = clock;
        this.freezes = freezes;
        this.log = log;
    }

    /**
     * Opens the kill switch of a store from outside of the programs that use it, as the command line does.
     *
     * @param config the configuration, which names the approvers
     * @param store the store's directory
     * @return the kill switch; the caller closes it
     */
    public static KillSwitch of(GuardConfig config, Path store) {
        InstantSource clock = InstantSource.system();
        return new KillSwitch(
                new Freezes(store, clock, config.approval().approvers()),
                new AuditLog(store, clock),
                new Budgets(config.budgets(), store),
                clock);
    }

    /**
     * Freezes. Holds in this process at once and in all others that share the store within a second.
     *
     * @param scope what
     * @param by who does, for people
     * @param reason why, for people and the model
     * @param length how long, or null if until a human thaws it
     * @return what was frozen
     * @throws FreezeException if it cannot be written; nothing is frozen then
     */
    public Frozen freeze(FreezeScope scope, String by, String reason, @Nullable Duration length)
            throws FreezeException {
        Frozen frozen = freezes.freeze(scope, by, reason, length);
        try {
            record(Switching.FREEZE, scope, frozen.by(), frozen.reason(), frozen.until(), List.of(frozen.id()));
        } catch (AuditException e) {
            throw new FreezeException(scope + " is frozen, but that could not be recorded: " + e.getMessage(), e);
        }
        return frozen;
    }

    /**
     * Ends the freezes of exactly this scope; a budget that froze a session starts anew. For humans.
     *
     * @param scope the scope
     * @param by who does, where no approver is named
     * @param key the approver's key, or null if none is named
     * @return the freezes that ended
     * @throws FreezeException if nothing of this scope is frozen, the key is missing or not an approver's, or it cannot be
     *     recorded or written
     */
    public List<Frozen> thaw(FreezeScope scope, String by, @Nullable ApproverKey key) throws FreezeException {
        List<Frozen> thawed = freezes.thaw(scope, by, key, ended -> {
            List<String> ids = ended.stream().map(Frozen::id).toList();
            recordFirst(Switching.THAW, scope, key == null ? by : key.approver(), "", null, ids);
        });
        thawed.forEach(frozen -> budgets.reset(frozen.by(), scope.name(), clock.instant()));
        return thawed;
    }

    /**
     * Breaks the glass: for a while a session is not asked about what this approver alone could have approved. Refusals stay.
     *
     * @param session the session
     * @param key the approver's key
     * @param reason why; not empty
     * @param length how long, eight hours at most
     * @return the glass
     * @throws FreezeException if no approver is named, the key is none of an approver's, there is no reason or too long a
     *     time, or it cannot be recorded or written
     */
    public Glass breakGlass(String session, ApproverKey key, String reason, Duration length) throws FreezeException {
        return freezes.breakGlass(session, key, reason, length, glass -> {
            FreezeScope scope = FreezeScope.session(session);
            recordFirst(Switching.BREAK_GLASS, scope, glass.by(), glass.reason(), glass.until(), List.of(glass.id()));
        });
    }

    /**
     * Returns what is frozen and for whom the glass is broken.
     *
     * @return the state
     */
    public Freezes state() {
        return freezes;
    }

    private void recordFirst(
            Switching what, FreezeScope scope, String by, String reason, @Nullable Instant until, List<String> entries)
            throws FreezeException {
        try {
            record(what, scope, by, reason, until, entries);
        } catch (AuditException e) {
            throw new FreezeException("nothing was changed, since it could not be recorded: " + e.getMessage(), e);
        }
    }

    private void record(
            Switching what, FreezeScope scope, String by, String reason, @Nullable Instant until, List<String> entries)
            throws AuditException {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        log.append(new AuditRecord.Switched(id, what, scope.toString(), by, reason, until, entries), true);
    }

    /** Ends its record. Not to be called on that of a guard, which ends its own. */
    @Override
    public void close() {
        log.close();
    }
}
