import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type * as contracts from "@/lib/contracts/capacity-reservations";
import type { InputOf } from "@/lib/contracts/contract";
import { capacityStateFacts } from "@/lib/domain/capacity";
import { call } from "./call";

const pollOf = (states: readonly string[]): number | false => {
  const paces = states.flatMap((state) => capacityStateFacts(state).pollMs ?? []);
  return paces.length === 0 ? false : Math.min(...paces);
};

/** Every reservation of the account; asked again while one of them is changing by itself. */
export const capacityReservationsOptions = () =>
  queryOptions({
    queryKey: ["capacityReservations", "list"],
    queryFn: ({ signal }) =>
      call<typeof contracts.listCapacityReservations>("GET /api/capacity-reservations", {}, signal),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      pollOf(state.data?.reservations.map((reservation) => reservation.state) ?? []),
  });

/** One reservation with its assignments; asked again while it is changing by itself. */
export const capacityReservationOptions = (name: string) =>
  queryOptions({
    queryKey: ["capacityReservations", "detail", name],
    queryFn: ({ signal }) =>
      call<typeof contracts.getCapacityReservation>(
        "GET /api/capacity-reservations/[name]",
        { name },
        signal,
      ),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data ? pollOf([state.data.reservation.state]) : false),
  });

const changed = (client: QueryClient) => () =>
  client.invalidateQueries({ queryKey: ["capacityReservations"] });

export const createCapacityReservationMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.createCapacityReservation>) =>
      call<typeof contracts.createCapacityReservation>("POST /api/capacity-reservations", input),
    onSettled: changed(client),
  });

export const updateCapacityReservationMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.updateCapacityReservation>) =>
      call<typeof contracts.updateCapacityReservation>(
        "PATCH /api/capacity-reservations/[name]",
        input,
      ),
    onSettled: changed(client),
  });

/** @throws CallError CONFLICT when it has other tags than `fromTags` by now */
export const updateCapacityTagsMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.updateCapacityTags>) =>
      call<typeof contracts.updateCapacityTags>(
        "PATCH /api/capacity-reservations/[name]/tags",
        input,
      ),
    onSettled: changed(client),
  });

export const cancelCapacityReservationMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (name: string) =>
      call<typeof contracts.cancelCapacityReservation>(
        "POST /api/capacity-reservations/[name]/cancel",
        { name },
      ),
    onSettled: changed(client),
  });

export const deleteCapacityReservationMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.deleteCapacityReservation>) =>
      call<typeof contracts.deleteCapacityReservation>(
        "DELETE /api/capacity-reservations/[name]",
        input,
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: capacityReservationsOptions().queryKey }),
  });

/** Puts workgroups in place of those that `basedOn` names. @throws CallError CONFLICT when there are others by now */
export const putCapacityAssignmentsMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.putCapacityAssignments>) =>
      call<typeof contracts.putCapacityAssignments>(
        "PATCH /api/capacity-reservations/[name]/assignments",
        input,
      ),
    onSettled: changed(client),
  });
