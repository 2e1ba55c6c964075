package dev.agentguard.effect.http;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests in the protocols of AWS, whose operations are named in a header, a parameter or by method and path. */
final class AwsRequests implements Form {

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public @Nullable List<Effect> read(Sent request) {
        AwsRequest aws = AwsRequest.of(request.call(), request.plain(), request.host());
        Effect known = aws == null ? null : aws.effect(request.knowledge());
        if (aws == null || known == null) {
            return null;
        }
        List<Effect> effects = new ArrayList<>(List.of(known));
        if (!aws.ownHost()) {
            // a signature alone says that this is for AWS: another server may take it for worse
            Effect plain = request.plain().effect(request.knowledge(), request.host());
            boolean worse = known.reversibility().worse(plain.reversibility()) != known.reversibility();
            if (worse && plain.reversibility().compareTo(Reversibility.REVERSIBLE) > 0) {
                effects.add(plain);
            }
        }
        return effects;
    }
}
