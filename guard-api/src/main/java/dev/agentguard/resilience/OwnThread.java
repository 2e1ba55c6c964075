package dev.agentguard.resilience;

/**
 * A thread on which Guard asks something itself. The Java agent tells by its class, which lies in a loader that no
 * application sees, that what it does is not the application's and need not be judged.
 */
final class OwnThread extends Thread {

    OwnThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
        // Not the caller's: a redeployed application must not be held by an idle thread.
        setContextClassLoader(OwnThread.class.getClassLoader());
    }
}
