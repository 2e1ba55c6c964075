package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of curl's options (curl's manual, 8.x) and which of them take a value. */
final class CurlOptions {

    private static final Map<Character, String> SHORT = Map.ofEntries(
            Map.entry('A', "user-agent"),
            Map.entry('b', "cookie"),
            Map.entry('c', "cookie-jar"),
            Map.entry('C', "continue-at"),
            Map.entry('d', "data"),
            Map.entry('D', "dump-header"),
            Map.entry('e', "referer"),
            Map.entry('E', "cert"),
            Map.entry('F', "form"),
            Map.entry('G', "get"),
            Map.entry('H', "header"),
            Map.entry('I', "head"),
            Map.entry('K', "config"),
            Map.entry('m', "max-time"),
            Map.entry('o', "output"),
            Map.entry('O', "remote-name"),
            Map.entry('P', "ftp-port"),
            Map.entry('Q', "quote"),
            Map.entry('r', "range"),
            Map.entry('t', "telnet-option"),
            Map.entry('T', "upload-file"),
            Map.entry('u', "user"),
            Map.entry('U', "proxy-user"),
            Map.entry('w', "write-out"),
            Map.entry('x', "proxy"),
            Map.entry('X', "request"),
            Map.entry('y', "speed-time"),
            Map.entry('Y', "speed-limit"),
            Map.entry('z', "time-cond"),
            Map.entry(':', "next"));

    private static final Set<String> VALUED = Set.of(
            "user-agent",
            "cookie",
            "cookie-jar",
            "continue-at",
            "data",
            "dump-header",
            "referer",
            "cert",
            "form",
            "header",
            "config",
            "max-time",
            "output",
            "ftp-port",
            "quote",
            "range",
            "telnet-option",
            "upload-file",
            "user",
            "proxy-user",
            "write-out",
            "proxy",
            "request",
            "speed-time",
            "speed-limit",
            "time-cond",
            "data-ascii",
            "data-binary",
            "data-raw",
            "data-urlencode",
            "json",
            "form-string",
            "url",
            "url-query",
            "abstract-unix-socket",
            "alt-svc",
            "aws-sigv4",
            "cacert",
            "capath",
            "cert-type",
            "ciphers",
            "connect-timeout",
            "connect-to",
            "crlfile",
            "curves",
            "delegation",
            "dns-servers",
            "dns-interface",
            "doh-url",
            "egd-file",
            "engine",
            "etag-compare",
            "etag-save",
            "expect100-timeout",
            "ftp-account",
            "ftp-method",
            "hostpubmd5",
            "hsts",
            "interface",
            "keepalive-time",
            "key",
            "key-type",
            "krb",
            "libcurl",
            "limit-rate",
            "local-port",
            "login-options",
            "mail-auth",
            "mail-from",
            "mail-rcpt",
            "max-filesize",
            "max-redirs",
            "netrc-file",
            "noproxy",
            "oauth2-bearer",
            "output-dir",
            "parallel-max",
            "pass",
            "pinnedpubkey",
            "postquote",
            "prequote",
            "preproxy",
            "proto",
            "proto-default",
            "proto-redir",
            "proxy-cacert",
            "proxy-cert",
            "proxy-header",
            "proxy-key",
            "proxy-pass",
            "pubkey",
            "random-file",
            "rate",
            "resolve",
            "request-target",
            "retry",
            "retry-delay",
            "retry-max-time",
            "sasl-authzid",
            "service-name",
            "socks4",
            "socks4a",
            "socks5",
            "socks5-hostname",
            "stderr",
            "tls-max",
            "tls13-ciphers",
            "trace",
            "trace-ascii",
            "trace-config",
            "unix-socket",
            "variable",
            "expand-url",
            "expand-data",
            "ip-tos",
            "create-file-mode",
            "proxy1.0",
            "tlsuser",
            "tlspassword",
            "haproxy-clientip",
            "happy-eyeballs-timeout-ms",
            "ipfs-gateway",
            "vlan-priority");

    private static final String[] ABBREVIATED = {
        "request", "data", "header", "json", "form", "upload-file", "config", "url", "output", "get", "head", "next"
    };

    private CurlOptions() {}

    static String shortName(char letter) {
        return SHORT.getOrDefault(letter, "");
    }

    /** The name of a long option; those that matter are also known when they are cut short. */
    static String longName(String text) {
        String name = text.substring(2);
        if (VALUED.contains(name) || name.length() < 3) {
            return name;
        }
        for (String full : ABBREVIATED) {
            if (full.startsWith(name) && !name.equals("head")) {
                return full;
            }
        }
        return name;
    }

    static boolean takesValue(String name) {
        return VALUED.contains(name);
    }

    /** The options of a config file: names and values in turn. */
    static List<Word> fromFile(String text) {
        List<Word> words = new ArrayList<>();
        int start = 0;
        while (start < text.length() && words.size() < 1_000) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end).strip();
            start = end < 0 ? text.length() : end + 1;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int name = 0;
            while (name < line.length() && " \t=:".indexOf(line.charAt(name)) < 0) {
                name++;
            }
            String option = line.substring(0, name);
            String value = line.substring(name).strip();
            if (value.startsWith("=") || value.startsWith(":")) {
                value = value.substring(1).strip();
            }
            if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
                value = value.substring(1, value.length() - 1).replace("\\\"", "\"");
            }
            boolean letter = option.length() == 2 && option.charAt(0) == '-';
            words.add(Word.of(
                    letter ? shortName(option.charAt(1)) : longName(option.startsWith("--") ? option : "--" + option)));
            words.add(Word.of(value));
        }
        return words;
    }
}
