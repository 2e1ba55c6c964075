package dev.agentguard.scope;

import dev.agentguard.action.HttpCall;
import java.util.List;
import java.util.Locale;

/**
 * Which requests have a credential issued in their answer: OAuth 2.0 token endpoints, AWS STS, Vault's logins and leases,
 * installation tokens of GitHub Apps, tokens of service accounts of Google and Kubernetes.
 */
final class TokenEndpoint {

    private static final int LONGEST = 2_000;
    private static final List<String> OAUTH = List.of(
            "/oauth/token",
            "/oauth2/token",
            "/oauth2/v1/token",
            "/oauth2/v2.0/token",
            "/oauth/v2/token",
            "/v1/oauth2/token",
            "/openid-connect/token",
            "/connect/token",
            "/oauth/access_token",
            "/as/token",
            "/as/token.oauth2",
            "/v1/token",
            "/oauth2/v4/token");
    private static final List<String> STS = List.of(
            "AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML", "GetSessionToken", "GetFederationToken");

    private TokenEndpoint() {}

    static boolean issues(HttpCall call) {
        String url = call.url();
        if (url.length() > LONGEST) {
            return false;
        }
        int end = url.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = url.indexOf(mark);
            end = at >= 0 && at < end ? at : end;
        }
        int authority = url.indexOf("://");
        int slash = authority < 0 ? -1 : url.indexOf('/', authority + 3);
        String path = slash < 0 || slash > end ? "" : url.substring(slash, end).toLowerCase(Locale.ROOT);
        String host = host(call);
        boolean post = call.method().equalsIgnoreCase("POST");
        boolean put = post || call.method().equalsIgnoreCase("PUT");
        if (host.startsWith("sts.") && host.contains("amazonaws.")) {
            return isSts(url.substring(end)) || (post && isSts("?" + call.body().text()));
        }
        if (post && (OAUTH.stream().anyMatch(path::endsWith) || isTokenHost(host, path))) {
            return true;
        }
        return (post && path.contains("/app/installations/") && path.endsWith("/access_tokens"))
                || (post && path.contains("/serviceaccounts/") && path.endsWith("/token"))
                || (post && (path.endsWith(":generateaccesstoken") || path.endsWith(":generateidtoken")))
                || isVault(path, put);
    }

    static String host(HttpCall call) {
        String url = call.url();
        int authority = url.indexOf("://");
        if (authority < 0) {
            return "";
        }
        int end = authority + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String host = url.substring(authority + 3, end);
        return host.substring(host.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code oauth2.googleapis.com/token}, {@code auth.example.com/token}. */
    private static boolean isTokenHost(String host, String path) {
        boolean signsIn = host.startsWith("oauth")
                || host.startsWith("auth.")
                || host.startsWith("login.")
                || host.startsWith("accounts.")
                || host.startsWith("id.")
                || host.startsWith("sts.");
        return signsIn && (path.endsWith("/token") || path.endsWith("/v1/token"));
    }

    private static boolean isSts(String parameters) {
        int action = parameters.indexOf("Action=");
        if (action < 0) {
            return false;
        }
        int start = action + "Action=".length();
        int end = parameters.indexOf('&', start);
        return STS.contains(parameters.substring(start, end < 0 ? parameters.length() : end));
    }

    private static boolean isVault(String path, boolean write) {
        if (!path.startsWith("/v1/")) {
            return false;
        }
        boolean login = write
                && path.startsWith("/v1/auth/")
                && (path.contains("/login") || path.contains("/token/create") || path.contains("/token/renew"));
        return login
                || path.contains("/creds/")
                || path.contains("/sts/")
                || (write && path.endsWith("/sys/wrapping/unwrap"));
    }
}
