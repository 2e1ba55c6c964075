package dev.agentguard.rules.permission;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a domain by tool, command or HTTP client; {@code *.example.com} is its subdomains only, and an inner star
 * does not cross a dot. Without a domain it is any request of a tool or a command: what an HTTP client sends by itself may
 * be the agent's own talk to its model.
 */
final class HostPattern implements Pattern {

    private static final Set<String> FETCHING = Set.of(
            "fetch",
            "web",
            "browse",
            "browser",
            "navigate",
            "open",
            "get",
            "request",
            "http",
            "https",
            "download",
            "crawl",
            "scrape",
            "url",
            "curl",
            "wget",
            "visit",
            "page",
            "goto",
            "read",
            "post",
            "call",
            "api");

    private final @Nullable String domain;
    private final List<String> labels;
    private final boolean subdomains;

    private HostPattern(@Nullable String domain) {
        this.domain = domain;
        this.subdomains = domain != null && domain.startsWith("*.");
        String rest = domain == null ? "" : subdomains ? domain.substring(2) : domain;
        this.labels = List.of(rest.split("\\.", -1));
    }

    static HostPattern any() {
        return new HostPattern(null);
    }

    static HostPattern of(String domain) {
        String name = normal(domain);
        return new HostPattern(name.equals("*") ? null : name);
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        String host = input.effect().host();
        if (domain == null) {
            boolean sent = host != null && !(input.action().action() instanceof HttpCall);
            return sent || !urls(input).isEmpty() ? Verdict.DENY : null;
        }
        if (host != null && matches(normal(withoutPort(host)))) {
            return Verdict.DENY;
        }
        return urls(input).stream().anyMatch(this::matches) ? Verdict.DENY : null;
    }

    /** The hosts in what a tool is given that fetches pages. */
    private static Set<String> urls(RuleInput input) {
        ToolCall call = input.action().tool();
        Set<String> hosts = new LinkedHashSet<>();
        if (call == null || ToolWords.of(call.tool()).stream().noneMatch(FETCHING::contains)) {
            return hosts;
        }
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            if (argument.getValue() instanceof String text) {
                addHosts(text, hosts);
            }
        }
        return hosts;
    }

    private static void addHosts(String text, Set<String> hosts) {
        String lower = text.length() > 10_000 ? text.substring(0, 10_000) : text;
        int at = lower.indexOf("://");
        while (at >= 0 && hosts.size() < 100) {
            int start = at;
            while (start > 0 && Character.isLetter(lower.charAt(start - 1))) {
                start--;
            }
            int end = at + 3;
            while (end < lower.length() && "/?# \t\r\n\"'<>\\".indexOf(lower.charAt(end)) < 0) {
                end++;
            }
            String authority = lower.substring(at + 3, end);
            String host = authority.substring(authority.lastIndexOf('@') + 1);
            if (start < at && !host.isEmpty()) {
                hosts.add(normal(withoutPort(host)));
            }
            at = lower.indexOf("://", end);
        }
    }

    private static String withoutPort(String host) {
        int colon = host.startsWith("[") ? host.indexOf(':', Math.max(0, host.indexOf(']'))) : host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static String normal(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The longest label that has to be there. */
    @Override
    public Set<String> ownKeys() {
        return labels.stream()
                .filter(label -> !label.isEmpty() && label.indexOf(Wildcard.STAR) < 0)
                .max(Comparator.comparing(String::length))
                .map(Set::of)
                .orElse(Set.of());
    }

    @Override
    public Set<String> ownKeysIn(RuleInput input, NavigableSet<String> askedFor) {
        Set<String> hosts = urls(input);
        String host = input.effect().host();
        if (host != null) {
            hosts.add(normal(withoutPort(host)));
        }
        Set<String> shown = new HashSet<>();
        hosts.forEach(each -> shown.addAll(List.of(each.split("\\.", -1))));
        return shown;
    }

    private boolean matches(String host) {
        List<String> given = List.of(host.split("\\.", -1));
        int more = given.size() - labels.size();
        if (subdomains ? more < 1 : more != 0) {
            return false;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!Wildcard.of(labels.get(i), true).matches(given.get(i + more))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<String> examples() {
        return List.of("shell curl https://" + (domain == null ? "example.com" : domain.replace("*", "x")) + "/");
    }

    @Override
    public String toString() {
        return domain == null ? "any request of a tool or a command" : "requests to `" + domain + "`";
    }
}
