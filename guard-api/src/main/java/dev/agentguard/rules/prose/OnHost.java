package dev.agentguard.rules.prose;

import dev.agentguard.effect.Glob;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;

/**
 * It is sent to one of these hosts.
 *
 * @param hosts names, {@code *} for any characters; none means any host that is not this machine
 */
record OnHost(List<String> hosts) implements Condition {

    OnHost {
        hosts = List.copyOf(hosts);
    }

    @Override
    public Certainty in(RuleInput input) {
        String host = input.effect().host();
        if (host == null || host.isEmpty()) {
            return Certainty.NO;
        }
        int port = host.lastIndexOf(':');
        String name = (port > 0 ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
        return Certainty.of(
                hosts.isEmpty() ? !isHere(name) : hosts.stream().anyMatch(pattern -> new Glob(pattern).matches(name)));
    }

    private static boolean isHere(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.startsWith("127.")
                || name.equals("0.0.0.0")
                || name.equals("[::1]")
                || name.equals("::1")
                || name.startsWith("10.")
                || name.startsWith("192.168.")
                || name.endsWith(".local")
                || name.endsWith(".internal")
                || name.endsWith(".test")
                || name.equals("host.docker.internal");
    }

    @Override
    public List<String> examples() {
        String host = hosts.isEmpty() ? "example.com" : Example.name(hosts.get(0));
        return List.of("http POST https://" + host + "/x {}", "http DELETE https://" + host + "/x/1");
    }

    @Override
    public String toString() {
        return hosts.isEmpty() ? "to another machine" : "host " + String.join(", ", hosts);
    }
}
