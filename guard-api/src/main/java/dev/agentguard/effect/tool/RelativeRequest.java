package dev.agentguard.effect.tool;

import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Place;
import java.util.List;

/** A request of which a tool is told the path alone, since it knows the server: {@code POST /users/_delete_by_query}. */
final class RelativeRequest {

    /** Never a server's name (RFC 2606 section 2). */
    private static final String SERVER = "server.invalid";

    private RelativeRequest() {}

    static boolean isOne(HttpCall call) {
        String url = call.url();
        return url.startsWith("/") && !url.startsWith("//") && url.indexOf('\\') < 0;
    }

    /** Returns what the request does, on a server that is not known. */
    static List<Effect> read(HttpCall call, EffectReader<HttpCall> http) {
        HttpCall whole = new HttpCall(call.method(), "https://" + SERVER + call.url(), call.headers(), call.body());
        return http.read(whole).stream().map(RelativeRequest::withoutServer).toList();
    }

    private static Effect withoutServer(Effect effect) {
        String host = effect.host();
        if (host != null && !host.equals(SERVER)) {
            return effect; // a header or the body names another one
        }
        List<Place> places = effect.places().stream()
                .filter(place -> !Place.URL.equals(place.type()) && !SERVER.equals(place.value()))
                .toList();
        return effect.toBuilder().host(null).places(places).build();
    }
}
