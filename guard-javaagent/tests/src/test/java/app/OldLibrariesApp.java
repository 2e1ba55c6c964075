package app;

/** Uses its own versions of libraries that the agent brings along too. */
public final class OldLibrariesApp {

    private OldLibrariesApp() {}

    public static void main(String[] arguments) throws Exception {
        Class<?> mapper = Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
        Object version =
                mapper.getMethod("version").invoke(mapper.getConstructor().newInstance());
        System.out.println("jackson " + version + " "
                + mapper.getProtectionDomain().getCodeSource().getLocation());
        Class<?> buddy = Class.forName("net.bytebuddy.ByteBuddy");
        buddy.getConstructor().newInstance();
        System.out.println(
                "byte-buddy " + buddy.getProtectionDomain().getCodeSource().getLocation());
        Class<?> loggers = Class.forName("org.slf4j.LoggerFactory");
        Object logger = loggers.getMethod("getLogger", String.class).invoke(null, "app");
        System.out.println("slf4j " + logger.getClass().getName() + " "
                + loggers.getProtectionDomain().getCodeSource().getLocation());
    }
}
