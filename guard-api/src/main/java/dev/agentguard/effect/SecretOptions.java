package dev.agentguard.effect;

import java.util.Map;
import java.util.Set;

/** Options and operands behind which a secret stands though their name does not say so, by program. */
public final class SecretOptions {

    private static final Map<String, Set<String>> SHORT = Map.ofEntries(
            Map.entry("curl", Set.of("-u", "--user", "-U", "--proxy-user")),
            Map.entry("vault", Set.of("login")),
            Map.entry("aws", Set.of("aws_secret_access_key", "aws_session_token")),
            Map.entry("http", Set.of("-a", "--auth")),
            Map.entry("https", Set.of("-a", "--auth")),
            Map.entry("xh", Set.of("-a", "--auth")),
            Map.entry("xhs", Set.of("-a", "--auth")),
            Map.entry("redis-cli", Set.of("-a", "--pass")),
            Map.entry("mongo", Set.of("-p")),
            Map.entry("mongosh", Set.of("-p")),
            Map.entry("mongodump", Set.of("-p")),
            Map.entry("mongorestore", Set.of("-p")),
            Map.entry("sqlcmd", Set.of("-P")),
            Map.entry("bcp", Set.of("-P")),
            Map.entry("sshpass", Set.of("-p")),
            Map.entry("ldapsearch", Set.of("-w")),
            Map.entry("ldapmodify", Set.of("-w")),
            Map.entry("ldapdelete", Set.of("-w")),
            Map.entry("ldapadd", Set.of("-w")),
            Map.entry("az", Set.of("-p")),
            Map.entry("rabbitmqadmin", Set.of("-p")),
            Map.entry("cqlsh", Set.of("-p")),
            Map.entry("beeline", Set.of("-p")),
            Map.entry("doctl", Set.of("-t")),
            Map.entry("vercel", Set.of("-t")),
            Map.entry("flyctl", Set.of("-t")),
            Map.entry("fly", Set.of("-t")),
            Map.entry("influx", Set.of("-t")),
            Map.entry("mosquitto_pub", Set.of("-P")),
            Map.entry("mosquitto_sub", Set.of("-P")));

    /** Elsewhere their {@code -p} is a port, a path or a project. */
    private static final Set<String> SIGNING_IN =
            Set.of("docker", "podman", "buildah", "skopeo", "crane", "nerdctl", "helm", "oc", "cf");

    /** Programs whose option and its value are one word. */
    private static final Map<String, String> JOINED = Map.ofEntries(
            Map.entry("curl", "-u"),
            Map.entry("sshpass", "-p"),
            Map.entry("mysql", "-p"),
            Map.entry("mariadb", "-p"),
            Map.entry("mysqldump", "-p"),
            Map.entry("mariadb-dump", "-p"),
            Map.entry("mysqladmin", "-p"),
            Map.entry("mysqlimport", "-p"),
            Map.entry("mysqlcheck", "-p"),
            Map.entry("mycli", "-p"));

    private SecretOptions() {}

    /**
     * Returns whether options of a program hold secrets that their names do not tell.
     *
     * @param program the program's name
     * @return true if it is one of those
     */
    public static boolean isKnown(String program) {
        return SHORT.containsKey(program) || JOINED.containsKey(program) || SIGNING_IN.contains(program);
    }

    /**
     * Returns whether the word behind an option, unless it is an option itself, is a secret.
     *
     * @param program the program's name
     * @param option the option with its dashes, or the operand
     * @param signsIn whether the word {@code login} is among the arguments
     * @return true if it is
     */
    public static boolean takesSecret(String program, String option, boolean signsIn) {
        return SHORT.getOrDefault(program, Set.of()).contains(option)
                || (signsIn && option.equals("-p") && SIGNING_IN.contains(program));
    }

    /**
     * Returns whether a word is an option of two characters and a secret.
     *
     * @param program the program's name
     * @param word the word
     * @return true if it is
     */
    public static boolean holdsSecret(String program, String word) {
        String option = JOINED.get(program);
        return option != null && word.length() > option.length() && word.startsWith(option);
    }
}
