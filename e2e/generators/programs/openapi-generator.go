// Searches twice: with an expression that finds jobs, and with one that the API refuses.
package main

import (
	"context"
	"fmt"
	"os"

	openapi "github.com/GIT_USER_ID/GIT_REPO_ID"
)

func main() {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: os.Args[1]}}
	client := openapi.NewAPIClient(configuration)
	for _, expression := range []string{"status = 'started'", "name = 'x'"} {
		request := openapi.NewSearchRequest()
		request.SetExpression(expression)
		request.SetPagination(*openapi.NewPaginationRequest(1, 5))
		answer, _, err := client.OtaJobsAPI.SearchOtaJobs(context.Background()).
			Action("search").OrgId("o1").SearchRequest(*request).Execute()
		if err != nil {
			panic(err)
		}
		if page := answer.SearchSuccess; page != nil {
			fmt.Printf("found %d of %d\n", len(page.Data), page.Pagination.TotalSize)
		} else {
			fmt.Printf("refused %d: %s\n", answer.ServiceFailure.Code, answer.ServiceFailure.Msg)
		}
	}
}
