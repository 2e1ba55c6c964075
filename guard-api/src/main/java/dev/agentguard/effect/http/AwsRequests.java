package dev.agentguard.effect.http;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
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
        AwsRequest aws = AwsRequest.of(request.plain(), request.host());
        Effect read = aws == null ? null : aws.effect(request.knowledge());
        if (aws == null || read == null) {
            return null;
        }
        Effect known = aws.ownHost()
                ? withKey(read, AwsSignature.keyId(request.plain().headers(), request.target()))
                : read; // a signature for a server that only speaks like AWS is of a key that AWS does not know
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

    private static Effect withKey(Effect effect, @Nullable String keyId) {
        if (keyId == null) {
            return effect;
        }
        List<Place> places = new ArrayList<>(effect.places());
        places.add(new Place(Place.AWS_ACCESS_KEY, keyId));
        return effect.toBuilder().places(places).build();
    }
}
