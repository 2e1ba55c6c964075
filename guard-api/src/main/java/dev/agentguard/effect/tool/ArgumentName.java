package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.effect.Kept;
import org.jspecify.annotations.Nullable;

/**
 * All that the name of an argument says of its value, found out once: the same few names come again with every call.
 *
 * @param key the name without its style of writing, {@link ArgumentNames#key}
 * @param prose whether a person is to read the value
 * @param shell whether the value is a command line, whatever the tool is
 * @param shellIfRuns whether it is one if the tool's name says that it runs some
 * @param sql whether it is SQL
 * @param graphQl whether it is a GraphQL document
 * @param graphQuery whether it is a query of a graph database
 * @param search whether it is what is looked for
 * @param address whether it is where something is sent
 * @param part the part of a request that it is, or null if none
 * @param path whether it may be the path of a request
 * @param environment whether it may be the name of an environment
 * @param place the type of the place that it names, or null if none
 */
record ArgumentName(
        String key,
        boolean prose,
        boolean shell,
        boolean shellIfRuns,
        boolean sql,
        boolean graphQl,
        boolean graphQuery,
        boolean search,
        boolean address,
        @Nullable Role part,
        boolean path,
        boolean environment,
        @Nullable String place) {

    private static final Kept<ArgumentName> NAMES = new Kept<>(ArgumentName::read);

    /** Returns what a name says. */
    static ArgumentName of(@Nullable Object name) {
        return NAMES.of(String.valueOf(name));
    }

    boolean isShell(boolean runs) {
        return shell || (runs && shellIfRuns);
    }

    private static ArgumentName read(String name) {
        String key = ArgumentNames.key(name);
        return new ArgumentName(
                key,
                ArgumentNames.isProse(key),
                ArgumentNames.isShell(key, false),
                ArgumentNames.isShell(key, true),
                ArgumentNames.isSql(key),
                ArgumentNames.isGraphQl(key),
                ArgumentNames.isGraphQuery(key),
                ArgumentNames.isSearch(key),
                ArgumentNames.isAddress(key),
                InferredRequest.part(key),
                InferredRequest.isNameOfPath(key),
                EnvironmentArguments.isEnvironment(key),
                EnvironmentArguments.place(key));
    }
}
