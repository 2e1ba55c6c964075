package dev.agentguard.effect.http;

import dev.agentguard.effect.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests in the protocols of AWS, whose operations are named in a header, a parameter or by method and path. */
final class AwsRequests implements Form {

    @Override
    public @Nullable List<Effect> read(Sent request) {
        return null;
    }
}
