package dev.agentguard.scope;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a credential came to be that a server issued in answer to a request.
 *
 * @param by the host that issued it
 * @param to the credential that the request carried, or null if it carried none
 * @param expires when it ends as the server said, or null
 */
public record Issue(
        String by, @Nullable Credential to, @Nullable Instant expires) {}
