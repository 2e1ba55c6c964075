package dev.agentguard.javaagent.cli;

import dev.agentguard.freeze.FreezeScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is frozen or thawed: exactly one of these. */
final class FreezeTarget {

    @Option(names = "--session", paramLabel = "ID", description = "one session, as the record names it")
    private @Nullable String session;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "all sessions of an agent: what stands before `#` or `@` in their names")
    private @Nullable String agent;

    @Option(names = "--all", description = "everything that shares the store")
    private boolean all;

    FreezeScope scope() throws CommandFailure {
        try {
            return all
                    ? FreezeScope.ALL
                    : session == null ? FreezeScope.agent(String.valueOf(agent)) : FreezeScope.session(session);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
