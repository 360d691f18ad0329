import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.codelibs.opensearch.runner.OpenSearchRunner;

/** OpenSearch nodes on loopback, for as long as standard input is open; "stop 2" and "start 2" there take one away and bring it back. */
public class Nodes {
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(-1);
        String[] ports = System.getProperty("transport").split(",");
        String hosts = "127.0.0.1:" + String.join(",127.0.0.1:", ports);
        String names = IntStream.rangeClosed(1, ports.length).mapToObj(number -> "node-" + number).collect(Collectors.joining(","));
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("node.name", "node-" + number);
            settings.put("transport.port", ports[number - 1]);
            settings.put("discovery.seed_hosts", hosts);
            settings.put("cluster.initial_cluster_manager_nodes", names);
            settings.put("node.processors", 2);
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        int status = 1;
        try {
            runner.build(arguments);
            System.out.println("ready");
            BufferedReader told = new BufferedReader(new InputStreamReader(System.in));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                String[] words = line.split(" ");
                int number = Integer.parseInt(words[1]) - 1;
                if (words[0].equals("stop")) {
                    runner.getNode(number).close();
                } else {
                    runner.startNode(number);
                }
            }
            status = 0;
        } catch (Exception error) {
            error.printStackTrace();
        } finally {
            runner.close();
            System.exit(status);
        }
    }
}
