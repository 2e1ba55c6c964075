package dev.agentguard.freeze;

import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.approval.Approvers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch of a store: all processes that share it see a freeze within a second. Anybody may freeze; where approvers
 * are named only their signature thaws or breaks the glass. Safe for use by many threads.
 *
 * <p>What cannot be read freezes everything but reads. A freeze of a length ends by a clock that nobody can set, in a
 * process that was there when it was made; another one takes the time of day, and at most the length from its start on.
 */
public final class Freezes {

    private static final long LONGEST_DAYS = 3_650;
    private static final int MOST_AT_ONCE = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FreezeFile file;
    private final Approvers approvers;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Watch watch;

    /**
     * Uses a store. Nothing is read or made before somebody asks.
     *
     * @param store the directory
     * @param clock the time of day
     * @param approvers who may thaw and break the glass
     */
    public Freezes(Path store, InstantSource clock, Approvers approvers) {
        this(store, clock, approvers, System::nanoTime);
    }

    Freezes(Path store, InstantSource clock, Approvers approvers, LongSupplier nanos) {
        this.file = new FreezeFile(store);
        this.approvers = approvers;
        this.clock = clock;
        this.nanos = nanos;
        this.watch = new Watch(file, approvers, clock, nanos);
    }

    /**
     * Returns what freezes an action. Costs a look at the clock, and four times a second one at the file's size and time.
     *
     * @param session who acts
     * @param inTool whether it is a tool call, or sent by one
     * @param attributed whether it is known for certain that this session acts
     * @param fresh whether the file is to be looked at now
     * @return the freeze, one that refuses reads too before one that does not, or null if nothing is frozen
     */
    public @Nullable Frozen frozen(String session, boolean inTool, boolean attributed, boolean fresh) {
        return watch.standing(fresh).frozen(session, inTool, attributed, nanos);
    }

    /**
     * Returns who broke the glass for a session, as far as was seen when somebody last asked what is frozen.
     *
     * @param session the session
     * @return the glass, or null if it is whole
     */
    public @Nullable Glass glass(String session) {
        Standing standing = watch.known();
        return standing.glasses().isEmpty() ? null : standing.glass(session, nanos.getAsLong(), clock.instant());
    }

    /**
     * Returns what is frozen now.
     *
     * @return the freezes, oldest first
     */
    public List<Frozen> frozen() {
        long now = nanos.getAsLong();
        return watch.standing(true).freezes().stream()
                .filter(held -> held.holds(now))
                .map(held -> held.entry().frozen())
                .sorted(Comparator.comparing(Frozen::at))
                .toList();
    }

    /**
     * Returns for whom the glass is broken now.
     *
     * @return the glasses, oldest first
     */
    public List<Glass> glasses() {
        List<Glass> glasses = new ArrayList<>();
        Standing standing = watch.standing(true);
        for (Held held : standing.glasses()) {
            Glass glass = standing.glass(held.entry().scope().name(), nanos.getAsLong(), clock.instant());
            if (glass != null && !glasses.contains(glass)) {
                glasses.add(glass);
            }
        }
        glasses.sort(Comparator.comparing(Glass::at));
        return glasses;
    }

    /**
     * Returns why nobody knows what is frozen.
     *
     * @return the reason, or null if it is known
     */
    public @Nullable String problem() {
        return watch.standing(true).problem();
    }

    /**
     * Returns what in the file does not count, and what happened to it.
     *
     * @return one sentence each
     */
    public List<String> notes() {
        return watch.standing(true).notes();
    }

    /**
     * Freezes. Holds in this process when it returns, in others within a second.
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
        if (length != null && (length.isNegative() || length.isZero() || length.toDays() > LONGEST_DAYS)) {
            throw new FreezeException("expected a length of up to " + LONGEST_DAYS + " days: `" + length + "`");
        }
        FreezeEntry entry = entry(FreezeEntry.Kind.FREEZE, scope, by, reason, length, List.of());
        file.append(lines -> entry);
        watch.standing(true);
        return entry.frozen();
    }

    /**
     * Is told of what is about to hold.
     *
     * @param <T> what that is
     */
    @FunctionalInterface
    public interface Before<T> {

        /**
         * Takes note of it.
         *
         * @param what what is about to hold
         * @throws FreezeException if it must not
         */
        void accept(T what) throws FreezeException;
    }

    /**
     * Ends the freezes of exactly this scope.
     *
     * @param scope the scope
     * @param by who does, for people; where approvers are named the approver's name counts
     * @param key the approver's key, or null if none is named
     * @param before is told which freezes are about to end
     * @return the freezes that ended
     * @throws FreezeException if nothing of this scope is frozen, the key is missing or not an approver's, or it cannot be
     *     written
     */
    public List<Frozen> thaw(FreezeScope scope, String by, @Nullable ApproverKey key, Before<List<Frozen>> before)
            throws FreezeException {
        List<Frozen> thawed = new ArrayList<>();
        file.append(lines -> {
            List<String> ids = new ArrayList<>();
            for (FreezeEntry entry : Entries.of(lines, approvers).freezes().values()) {
                if (entry.scope().equals(scope) && ids.size() < MOST_AT_ONCE) {
                    ids.add(entry.id());
                    thawed.add(entry.frozen());
                }
            }
            if (ids.isEmpty()) {
                throw new FreezeException(scope + " is not frozen by itself; `guard.jar frozen` shows what is");
            }
            FreezeEntry entry = signed(entry(FreezeEntry.Kind.THAW, scope, name(by, key), "", null, ids), key);
            before.accept(List.copyOf(thawed));
            return entry;
        });
        watch.standing(true);
        return thawed;
    }

    /**
     * Breaks the glass: for a while a session is not asked about what this approver could have approved.
     *
     * @param session the session
     * @param key the approver's key
     * @param reason why; not empty
     * @param length how long, eight hours at most
     * @param before is told of the glass before it is broken
     * @return the glass
     * @throws FreezeException if no approver is named, the key is none of an approver's, there is no reason or too long a
     *     time, or it cannot be written
     */
    public Glass breakGlass(String session, ApproverKey key, String reason, Duration length, Before<Glass> before)
            throws FreezeException {
        if (reason.isBlank()) {
            throw new FreezeException("a reason is needed");
        }
        if (length.isNegative() || length.isZero() || length.compareTo(Entries.LONGEST_GLASS) > 0) {
            throw new FreezeException("expected a time of up to " + Entries.LONGEST_GLASS.toHours() + " hours");
        }
        FreezeEntry entry = signed(
                entry(
                        FreezeEntry.Kind.BREAK_GLASS,
                        FreezeScope.session(session),
                        key.approver(),
                        reason,
                        length,
                        List.of()),
                key);
        Glass glass = new Glass(
                entry.id(),
                session,
                entry.by(),
                entry.reason(),
                entry.at(),
                entry.at().plus(length));
        file.append(lines -> {
            before.accept(glass);
            return entry;
        });
        watch.standing(true);
        return glass;
    }

    private static String name(String by, @Nullable ApproverKey key) {
        return key == null ? by : key.approver();
    }

    private FreezeEntry signed(FreezeEntry entry, @Nullable ApproverKey key) throws FreezeException {
        if (!approvers.areNamed()) {
            if (entry.kind() == FreezeEntry.Kind.BREAK_GLASS) {
                throw new FreezeException("nobody may break the glass where guard.yaml names no approver");
            }
            return entry;
        }
        if (key == null) {
            throw new FreezeException(
                    "only " + approvers.names() + " may do this, each with a key: `--as NAME --key FILE`");
        }
        try {
            FreezeEntry signed = entry.signed(key.sign(EntryJson.signed(entry)));
            String problem = approvers.problem(entry.by(), EntryJson.signed(entry), signed.signature());
            if (problem != null) {
                throw new FreezeException("that does not count: " + problem);
            }
            return signed;
        } catch (ApprovalException e) {
            throw new FreezeException(String.valueOf(e.getMessage()), e);
        }
    }

    private FreezeEntry entry(
            FreezeEntry.Kind kind,
            FreezeScope scope,
            String by,
            String reason,
            @Nullable Duration length,
            List<String> thaws) {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new FreezeEntry(
                kind,
                HexFormat.of().formatHex(random),
                scope,
                by.isBlank() ? "somebody" : EntryJson.plain(by),
                EntryJson.plain(reason),
                now,
                length,
                thaws,
                null);
    }
}
