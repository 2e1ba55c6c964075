package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.WeakIdentityMap;
import dev.agentguard.javaagent.instrumentation.Internals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the advice of Lettuce calls. Threadsafe. */
final class LettuceHooks {

    private static final String EXCEPTION = "io.lettuce.core.RedisCommandExecutionException";
    private static final String OF_TRANSACTION = "io.lettuce.core.protocol.TransactionalCommand";

    /** What a transaction ends or begins with. */
    private static final Set<String> ENDS = Set.of("DISCARD", "EXEC", "MULTI");

    private final Internals internals;
    private final LettuceCommands commands;

    /** Of the transaction that an endpoint is in, why a command of it was refused; empty if none was. */
    private final WeakIdentityMap<Object, Optional<RefusedException>> spoilt = new WeakIdentityMap<>();

    LettuceHooks(Internals internals) {
        this.internals = internals;
        this.commands = new LettuceCommands(internals);
    }

    /**
     * Judges what is about to be written.
     *
     * @param endpoint the end of a connection
     * @param written a command, or several
     * @return null if all of it may be written; else an array with what is left, null in it if nothing is
     */
    Object @Nullable [] write(Object endpoint, Object written) throws Exception {
        if (!(written instanceof Collection<?> several)) {
            return may(endpoint, written) ? null : new Object[1];
        }
        List<Object> left = new ArrayList<>(several.size());
        for (Object command : several) {
            if (may(endpoint, command)) {
                left.add(command);
            }
        }
        return left.size() == several.size() ? null : new Object[] {left.isEmpty() ? null : left};
    }

    /** Judges a command; one that must not be written fails. */
    private boolean may(Object endpoint, Object command) throws Exception {
        if (Boolean.TRUE.equals(internals.call(command, LettuceCommands.COMMAND, "isDone"))) {
            return true;
        }
        List<byte[]> words = new ArrayList<>();
        RefusedException refused = StoreChecks.refusal("lettuce.write", () -> {
            words.addAll(commands.words(command));
            List<String> databases = StoreChecks.place("lettuce.write", () -> commands.databases(endpoint));
            StoreChecks.redis(
                    StoreChecks.place("lettuce.write", () -> commands.hosts(endpoint)),
                    databases.isEmpty() ? null : databases.get(0),
                    words,
                    commands.isForEverybody());
        });
        String name = words.isEmpty() ? "" : commands.name(words.get(0));
        RefusedException earlier = name.equals("EXEC") ? spoiltBy(endpoint) : null;
        if (spoiltBy(endpoint) != null && ENDS.contains(name)) {
            spoilt.put(endpoint, Optional.empty());
        }
        if (earlier != null) {
            // the server waits for the end of a transaction that no longer is what the application put together
            GuardBridge.bypass(() -> commands.discard(endpoint));
            commands.complete(command);
            refused = earlier;
        }
        if (refused == null) {
            return true;
        }
        if (Internals.is(command, OF_TRANSACTION)) {
            spoilt.put(endpoint, Optional.of(refused));
        }
        commands.fail(command, internals.exception(command, EXCEPTION, refused));
        return false;
    }

    private @Nullable RefusedException spoiltBy(Object endpoint) {
        Optional<RefusedException> known = spoilt.get(endpoint);
        return known == null ? null : known.orElse(null);
    }
}
