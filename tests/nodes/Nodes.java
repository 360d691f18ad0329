import org.codelibs.opensearch.runner.OpenSearchRunner;

/** OpenSearch nodes on loopback, for as long as standard input is open. */
public class Nodes {
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(-1);
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("node.processors", 2);
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        try {
            runner.build(arguments);
            System.out.println("ready");
            while (System.in.read() >= 0) { }
        } finally {
            runner.close();
        }
        System.exit(0);
    }
}
