package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP requests by the packs that describe them. Where several do the strictest wins; where none does, or where
 * only the shape of the path speaks for one, the general reading holds too.
 */
final class RequestReading {

    private final HostPacks packs;
    private final Lazy<GenericReading> generic;
    private final Predicate<String> destroys;

    /**
     * Creates a reading.
     *
     * @param packs the packs that speak of HTTP
     * @param generic reads what they do not know
     * @param destroys tells whether a segment of a path is nothing but a verb that destroys
     */
    RequestReading(HostPacks packs, Lazy<GenericReading> generic, Predicate<String> destroys) {
        this.packs = packs;
        this.generic = generic;
        this.destroys = destroys;
    }

    Effect read(Operation operation) {
        Found found = find(operation);
        Effect effect = found.effect;
        if (effect != null && !found.doubted) {
            return effect;
        }
        Effect read = generic.get().read(operation);
        if (effect == null) {
            effect = found.byDefault == null ? null : unlisted(found.byDefault, operation);
        }
        // where it is in doubt whose request this is, so is what would run
        return effect == null ? read : worse(effect.toBuilder().program(null).build(), read);
    }

    /** Returns whether method and URL of a request decide what it does, whatever its body holds. */
    boolean standsAlone(Operation operation) {
        Found found = find(operation);
        return found.effect != null && found.alone && !found.doubted;
    }

    /** What the pack says that claims host and path; several that say something different say nothing. */
    @Nullable
    Idempotency idempotency(String host, String path) {
        Idempotency found = null;
        for (LazyPack lazy : packs.at(host)) {
            Idempotency said = lazy.match().knowsPath(path) ? lazy.get().idempotency() : null;
            if (said != null && found != null && !said.equals(found)) {
                return null;
            }
            found = said == null ? found : said;
        }
        return found;
    }

    private Found find(Operation operation) {
        Found found = new Found();
        boolean claimed = false;
        for (LazyPack lazy : packs.at(operation.host())) {
            if (lazy.match().knowsPath(operation.path())) {
                claimed = true;
                look(lazy.get(), operation, found, true);
            }
        }
        if (!claimed) {
            for (LazyPack lazy : packs.anywhere(operation.path())) {
                look(lazy.get(), operation, found, false);
            }
        }
        return found;
    }

    /** A slash that is encoded within a segment is one to some servers and none to others. */
    private void look(Pack pack, Operation operation, Found found, boolean byHost) {
        boolean listed = look(pack, operation, operation.name(), found, byHost);
        if (!operation.name().equals(operation.path())) {
            listed |= look(pack, operation, operation.path(), found, byHost);
        }
        if (!listed && byHost && found.byDefault == null && pack.defaultOf(operation.type()) != null) {
            found.byDefault = pack;
        }
    }

    private boolean look(Pack pack, Operation operation, String path, Found found, boolean byHost) {
        String[] segments = RequestTable.segments(path);
        Request request = segments == null ? null : pack.requests().find(operation.type(), segments);
        if (segments == null || request == null) {
            return false;
        }
        found.add(effect(pack, request, segments, operation), request.alone());
        found.doubted |= !byHost && !request.template().distinctive();
        found.doubted |= request.rule().reversibility() == Reversibility.REVERSIBLE
                && request.template().anyParameter(segments, destroys);
        // the rest of a path may still say that it destroys, of which the pack says that nobody knows what it does
        found.doubted |= request.rule().reversibility() == Reversibility.UNKNOWN
                && request.rule().runs() == null
                && request.template().anyRest();
        return true;
    }

    private static Effect effect(Pack pack, Request request, String[] segments, Operation operation) {
        Map<String, @Nullable Object> arguments = operation.arguments();
        if (request.asks()) {
            arguments = new LinkedHashMap<>(arguments);
            request.template().putParameters(segments, arguments);
        }
        Effect effect = RuleReading.read(pack.provider(), request.name(), request.rule(), operation, arguments);
        DryRun dryRun = pack.dryRun();
        boolean mayBeTried = request.dryRuns() && request.rule().reversibility() != Reversibility.UNKNOWN;
        if (dryRun == null || !mayBeTried || !dryRun.holds(operation.arguments())) {
            return effect;
        }
        return effect.toBuilder()
                .destroysRecovery(false)
                .reversibility(Reversibility.READ_ONLY, "it is only tried, as `" + dryRun.argument() + "` says")
                .build();
    }

    /** A request of a provider that its pack does not list, such as one newer than the pack. */
    private static @Nullable Effect unlisted(Pack pack, Operation operation) {
        Rule otherwise = pack.defaultOf(operation.type());
        return otherwise == null
                ? null
                : RuleReading.read(
                        pack.provider(), operation.type() + " (other)", otherwise, operation, operation.arguments());
    }

    private static Effect worse(Effect byPack, Effect read) {
        Reversibility worse = byPack.reversibility().worse(read.reversibility());
        return worse == byPack.reversibility()
                ? byPack
                : byPack.toBuilder()
                        .reversibility(worse, read.reason())
                        .kind(read.kind())
                        .build();
    }

    /** What the packs said. */
    private static final class Found {
        private @Nullable Effect effect;
        private @Nullable Pack byDefault;
        private boolean alone = true;
        private boolean doubted;

        void add(Effect more, boolean decidedAlone) {
            Effect before = effect;
            effect = before == null || before.reversibility().worse(more.reversibility()) != before.reversibility()
                    ? more
                    : before;
            alone &= decidedAlone;
        }
    }
}
