import org.openapitools.client.ApiClient;
import org.openapitools.client.api.OtaJobsApi;
import org.openapitools.client.model.PaginationRequest;
import org.openapitools.client.model.SearchRequest;
import org.openapitools.client.model.SearchSuccess;
import org.openapitools.client.model.ServiceFailure;

/** Searches twice: with an expression that finds jobs, and with one that the API refuses. */
public class Search {
  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    OtaJobsApi api = new OtaJobsApi(client);
    for (String expression : new String[] {"status = 'started'", "name = 'x'"}) {
      PaginationRequest pagination = new PaginationRequest().pageNo(1).pageSize(5);
      SearchRequest request = new SearchRequest().expression(expression).pagination(pagination);
      Object answer = api.searchOtaJobs("search", "o1", request).getActualInstance();
      if (answer instanceof SearchSuccess) {
        SearchSuccess page = (SearchSuccess) answer;
        System.out.println("found " + page.getData().size() + " of " + page.getPagination().getTotalSize());
      } else {
        ServiceFailure failure = (ServiceFailure) answer;
        System.out.println("refused " + failure.getCode().getValue() + ": " + failure.getMsg());
      }
    }
  }
}
