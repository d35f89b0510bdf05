import { useQuery } from "@tanstack/react-query";
import { researcherApi } from "@/api/researcher";
import { Empty, Loading, Problem } from "./States";
import { StudyCard } from "./StudyCard";
import { useTitle } from "./useTitle";

const REFRESH_MS = 5000;

/** All studies: how far their participants are, and how full each cell is. */
export function StudiesPage() {
  useTitle("Studies");
  const studies = useQuery({
    queryKey: ["researcher", "studies"],
    queryFn: researcherApi.studies,
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <h1>Studies</h1>
      {studies.data?.map((study) => <StudyCard key={study.id} study={study} />)}
      {studies.data?.length === 0 && <Empty>There is no study file yet. Add one to the studies folder.</Empty>}
      {studies.isPending && <Loading what="studies" />}
      {studies.isError && studies.data === undefined && (
        <Problem error={studies.error} onRetry={() => void studies.refetch()} />
      )}
    </>
  );
}
